using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Service.Engagements;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class ListNoticesTests(RegistryApp app)
{
    [Fact]
    public async Task Each_customer_has_its_own_notice_with_its_own_period()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.RecordAgreementAsync, new V1.RecordAgreementRequest { CustomerId = "south", DpaVersion = "2026-01", NoticeDays = 60, From = Requests.LongAgo });
        await tenant.List("billing-always");
        await tenant.Announce();

        var notices = (await tenant.Ask(app.Client.ListNoticesAsync, new V1.ListNoticesRequest())).Notices;

        notices.Select(notice => $"{notice.CustomerId} {notice.EngagementId} {notice.DpaVersion} {notice.NoticeDays} {notice.Standing.Kind}")
            .ShouldBe(["norse billing-acme 2025-01 14 Announced", "south billing-acme 2026-01 60 Announced"]);
        (await tenant.Ask(app.Client.ListNoticesAsync, new V1.ListNoticesRequest { CustomerId = "south" })).Notices.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pages_put_together_are_the_whole_the_last_told_first()
    {
        var tenant = await app.Tenant();
        await Agree(tenant, "south", Requests.LongAgo);
        foreach (var engagement in new[] { "billing-b", "billing-a", "billing-c" })
        {
            await tenant.Announce(engagement);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var terms = Requests.Terms();
        terms.DataCategories.Add("phone");
        await tenant.Operate(app.Client.AmendEngagementAsync, new V1.AmendEngagementRequest { EngagementId = "billing-b", Terms = terms });
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await Agree(tenant, "late", Requests.Time(app.Clock.GetUtcNow()));
        await tenant.Operate(app.Client.EndAgreementAsync, new V1.EndAgreementRequest { CustomerId = "south" });

        string[] whole =
        [
            "billing-b 2 norse", "billing-b 2 south", "billing-c 1 norse", "billing-c 1 south", "billing-a 1 norse", "billing-a 1 south", "billing-b 1 norse", "billing-b 1 south",
        ];
        (await Listed(tenant, new())).ShouldBe(whole);
        (await Listed(tenant, new() { PageSize = 3 })).ShouldBe(whole);
        (await Listed(tenant, new() { PageSize = 1, EngagementId = "billing-b" })).ShouldBe(whole.Where(row => row.StartsWith("billing-b", StringComparison.Ordinal)));
        (await Listed(tenant, new() { PageSize = 3, CustomerId = "south" })).ShouldBe(whole.Where(row => row.EndsWith("south", StringComparison.Ordinal)));
        (await Listed(tenant, new() { CustomerId = "late" })).ShouldBeEmpty("it was no customer then");
        (await Listed(app.NewTenant(), new())).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-1, "", "engagement.page_size_malformed", "page_size")]
    [InlineData(0, "bm9uc2Vuc2U", "engagement.page_token_malformed", "page_token")]
    public async Task A_page_that_cannot_be_is_refused(int size, string token, string code, string field) =>
        await app.Named("octopus").Ask(app.Client.ListNoticesAsync, new V1.ListNoticesRequest { PageSize = size, PageToken = token }).ShouldBeRefused(StatusCode.InvalidArgument, code, field);

    [Fact]
    public async Task A_page_is_found_by_its_index_however_much_was_told()
    {
        List<object?> values = ["octopus", DateTimeOffset.UnixEpoch, "", 0, "", 6];
        await using var admin = new NpgsqlConnection(app.Admin);
        await admin.OpenAsync();
        await using var rather = new NpgsqlCommand("SET enable_seqscan = off; SET enable_sort = off", admin);
        await rather.ExecuteNonQueryAsync();
        await using var plan = new NpgsqlCommand($"EXPLAIN {NoticePages.Sql("", "", values)}", admin);
        values.ForEach(value => plan.Parameters.Add(new() { Value = value }));
        var lines = new List<string>();
        await using var reader = await plan.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0).Trim(' ', '-', '>'));
        }

        lines.ShouldContain(line => line.Contains("using told_terms_newest", StringComparison.Ordinal));
        lines.ShouldContain("Presorted Key: told.told_at, told.engagement_id, told.terms_number", "the terms come in their order, and only as many as are wanted");
    }

    [Fact]
    public async Task What_was_told_before_the_index_was_there_is_put_into_it()
    {
        var tenant = await app.Tenant();
        await tenant.List("billing-always");
        await tenant.Announce();
        var script = MigrationScript.EmbeddedIn(typeof(NoticePages).Assembly).Single(script => script.Name == "0012-told-terms.sql").Sql;
        var known = script[script.IndexOf("SELECT tenant_id", StringComparison.Ordinal)..script.IndexOf(";\n\nALTER TABLE read.states FORCE", StringComparison.Ordinal)];
        await using var admin = new NpgsqlConnection(app.Admin);
        await admin.OpenAsync();
        await using var both = new NpgsqlCommand($"SELECT (SELECT count(*) FROM ({known} INTERSECT TABLE read.told_terms) AS b), (SELECT count(*) FROM ({known}) AS k), (SELECT count(*) FROM read.told_terms)", admin);
        await using var reader = await both.ExecuteReaderAsync();
        await reader.ReadAsync();

        var (same, found, kept) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        same.ShouldBeGreaterThan(0);
        (found, kept).ShouldBe((same, same));
    }

    private Task Agree(TestTenant tenant, string customer, Timestamp from) => tenant.Operate(
        app.Client.RecordAgreementAsync, new V1.RecordAgreementRequest { CustomerId = customer, DpaVersion = "2026-01", NoticeDays = 60, From = from });

    private async Task<IReadOnlyList<string>> Listed(TestTenant tenant, V1.ListNoticesRequest request)
    {
        List<V1.Notice> together = [];
        do
        {
            var page = await tenant.Ask(app.Client.ListNoticesAsync, request);
            page.Notices.Count.ShouldBeLessThanOrEqualTo(request.PageSize is 0 ? 1000 : request.PageSize);
            together.AddRange(page.Notices);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return [.. together.Select(notice => $"{notice.EngagementId} {notice.TermsNumber} {notice.CustomerId}")];
    }
}
