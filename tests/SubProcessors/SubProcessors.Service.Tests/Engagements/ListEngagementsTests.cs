using Grpc.Core;
using PrivacyPlatform.SubProcessors.Service.Engagements;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class ListEngagementsTests(RegistryApp app)
{
    [Fact]
    public async Task The_rows_come_in_the_order_of_the_page_with_what_is_unknown_left_out()
    {
        var rows = (await app.Named("octopus").Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest { RegisterId = "octopus-billing" })).Engagements;

        rows.Select(row => row.Terms.Order).ShouldBe(Enumerable.Range(1, 25));
        rows[0].ShouldSatisfyAllConditions(
            amplitude => amplitude.VendorName.ShouldBe("Amplitude"),
            amplitude => amplitude.VendorNameIsInferred.ShouldBeTrue(),
            amplitude => amplitude.Terms.Locations.ShouldHaveSingleItem().Place.Kind.ShouldBe(V1.PlaceKind.Unknown));
        rows[2].ShouldSatisfyAllConditions(nameless => nameless.VendorName.ShouldBeEmpty(), nameless => nameless.Terms.Contact.ShouldBeEmpty());
        rows.ShouldAllBe(row => row.Standing.Kind == V1.StandingKind.Active);
    }

    [Fact]
    public async Task A_register_or_customer_that_is_not_there_is_refused()
    {
        var tenant = await app.Tenant();
        await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest { RegisterId = "nowhere" }).ShouldBeRefused(StatusCode.NotFound, "register.unknown", "register_id");
        await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest { CustomerId = "stranger" }).ShouldBeRefused(StatusCode.NotFound, "customer.unknown", "customer_id");
    }

    [Theory]
    [InlineData("")]
    [InlineData("octopus-billing")]
    public async Task Pages_put_together_are_the_whole_now_and_as_recorded_before(string register)
    {
        var octopus = app.Named("octopus");
        var whole = await octopus.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest { RegisterId = register });
        whole.NextPageToken.ShouldBeEmpty();
        whole.Engagements.Select(row => (row.RegisterId, Order: row.Terms.Order == 0 ? int.MaxValue : row.Terms.Order, row.EngagementId)).ShouldBeInOrder();
        foreach (var asOf in new[] { null, new V1.AsOf { RecordedAt = Requests.Time(app.Clock.GetUtcNow()) } })
        {
            var request = new V1.ListEngagementsRequest { RegisterId = register, AsOf = asOf, PageSize = 6 };
            List<V1.Engagement> together = [];
            do
            {
                var page = await octopus.Ask(app.Client.ListEngagementsAsync, request);
                page.Engagements.Count.ShouldBeInRange(1, 6);
                together.AddRange(page.Engagements);
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);

            together.Select(row => row.EngagementId).ShouldBe(whole.Engagements.Select(row => row.EngagementId));
        }
    }

    [Fact]
    public async Task What_is_over_is_on_no_page_unless_it_is_asked_for_or_was_not_over_then()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        var before = app.Clock.Advance(TimeSpan.FromSeconds(1));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await tenant.Operate(app.Client.RetireEngagementAsync, new V1.RetireEngagementRequest { EngagementId = "billing-acme" });

        (await Listed(tenant, new())).ShouldBeEmpty();
        (await Listed(tenant, new() { WithRetired = true })).ShouldBe(["billing-acme"]);
        (await Listed(tenant, new() { AsOf = new() { OccurredAt = Requests.Time(before) } })).ShouldBe(["billing-acme"]);
        (await Listed(tenant, new() { AsOf = new() { RecordedAt = Requests.Time(before) } })).ShouldBe(["billing-acme"]);
    }

    [Theory]
    [InlineData(-1, "", "engagement.page_size_malformed", "page_size")]
    [InlineData(0, "nonsense!", "engagement.page_token_malformed", "page_token")]
    [InlineData(0, "bm9uc2Vuc2U", "engagement.page_token_malformed", "page_token")]
    public async Task A_page_that_cannot_be_is_refused(int size, string token, string code, string field) =>
        await app.Named("octopus").Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest { PageSize = size, PageToken = token }).ShouldBeRefused(StatusCode.InvalidArgument, code, field);

    [Fact]
    public async Task A_page_is_found_by_its_index_however_many_rows_there_are()
    {
        await using var admin = new Npgsql.NpgsqlConnection(app.Admin);
        await admin.OpenAsync();
        await using var plan = new Npgsql.NpgsqlCommand(
            $"""
            SET enable_seqscan = off;
            EXPLAIN SELECT key FROM read.states
            WHERE tenant_id = 'octopus' AND kind = 'engagement' AND recorded_until IS NULL AND ({EngagementPages.Place}) > ('', 0, '')
            ORDER BY {EngagementPages.Place} LIMIT 6
            """,
            admin);
        var text = new System.Text.StringBuilder();
        await using var reader = await plan.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            text.AppendLine(reader.GetString(0));
        }

        text.ToString().ShouldContain("states_engagement_pages");
        text.ToString().ShouldNotContain("Sort");
    }

    private async Task<IEnumerable<string>> Listed(TestTenant tenant, V1.ListEngagementsRequest request) =>
        (await tenant.Ask(app.Client.ListEngagementsAsync, request)).Engagements.Select(row => row.EngagementId);
}
