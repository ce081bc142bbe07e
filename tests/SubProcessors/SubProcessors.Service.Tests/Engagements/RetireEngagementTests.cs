using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class RetireEngagementTests(RegistryApp app)
{
    [Fact]
    public async Task It_is_over_and_was_there_before()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        var before = app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await tenant.Operate(app.Client.RetireEngagementAsync, new V1.RetireEngagementRequest { EngagementId = "billing-acme" });

        (await tenant.Standing()).Kind.ShouldBe(V1.StandingKind.Retired);
        (await tenant.Standing(asOf: new() { RecordedAt = Requests.Time(before) })).Kind.ShouldBe(V1.StandingKind.Active);
        (await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest())).Engagements.ShouldBeEmpty();
        (await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest { WithRetired = true })).Engagements.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_unknown_does_not_end() =>
        await app.NewTenant().Operate(app.Client.RetireEngagementAsync, new V1.RetireEngagementRequest { EngagementId = "x" }).ShouldBeRefused(StatusCode.NotFound, "engagement.unknown", "engagement_id");
}
