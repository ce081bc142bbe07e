using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class ShowEngagementTests(RegistryApp app)
{
    [Fact]
    public async Task It_is_shown_with_what_its_transfers_rest_on_and_which_modules_follow()
    {
        var tenant = await app.Tenant();
        await tenant.List();

        var shown = await tenant.Ask(app.Client.ShowEngagementAsync, new V1.ShowEngagementRequest { EngagementId = "billing-acme" });

        shown.Transfers.Select(transfer => $"{transfer.Place.Code} {transfer.Reason}").ShouldBe(["US transfer.covered", "NO transfer.not_needed"]);
        shown.ClauseModules.ShouldBe([2]);
        shown.Told.ShouldHaveSingleItem().ShouldSatisfyAllConditions(told => told.Number.ShouldBe(1), told => told.Terms.ShouldBe(Requests.Terms()));
        shown.Engagement.Terms.ShouldBe(Requests.Terms());
    }

    [Fact]
    public async Task A_vendor_with_two_roles_is_shown_with_both()
    {
        var stripe = await app.Named("opsduty").Ask(app.Client.ShowEngagementAsync, new V1.ShowEngagementRequest { EngagementId = "opsduty-stripe" });
        stripe.Engagement.Terms.Purposes.Select(purpose => purpose.Role).ShouldBe([V1.PartyRole.Processor, V1.PartyRole.Controller]);
        stripe.ClauseModules.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x", StatusCode.NotFound, "engagement.unknown")]
    [InlineData("\0", StatusCode.InvalidArgument, "engagement.id_malformed")]
    public async Task What_is_not_there_is_refused(string id, StatusCode status, string code) =>
        await app.NewTenant().Ask(app.Client.ShowEngagementAsync, new V1.ShowEngagementRequest { EngagementId = id }).ShouldBeRefused(status, code, "engagement_id");

    [Fact]
    public async Task Without_a_token_nothing_is_shown() =>
        await app.Client.ShowEngagementAsync(new() { EngagementId = "x" }).ResponseAsync.ShouldBeRefused(StatusCode.Unauthenticated, "auth.token_missing", "authorization");
}
