using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class SuspendEngagementTests(RegistryApp app)
{
    private static V1.SuspendEngagementRequest Suspend() => new() { EngagementId = "billing-acme", Reason = "A breach is looked into." };

    [Fact]
    public async Task It_stops_for_everybody()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        (await tenant.Operate(app.Client.SuspendEngagementAsync, Suspend())).Result.Recorded.ShouldBeTrue();
        (await tenant.Standing(customer: "norse")).Kind.ShouldBe(V1.StandingKind.Suspended);
    }

    [Fact]
    public async Task A_draft_has_nothing_to_stop()
    {
        var tenant = await app.Tenant();
        await tenant.Propose();
        await tenant.Operate(app.Client.SuspendEngagementAsync, Suspend()).ShouldBeRefused(StatusCode.FailedPrecondition, "engagement.not_announced", "engagement_id");
    }
}
