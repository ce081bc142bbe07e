using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class ResumeEngagementTests(RegistryApp app)
{
    [Fact]
    public async Task It_goes_on()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        await tenant.Operate(app.Client.SuspendEngagementAsync, new V1.SuspendEngagementRequest { EngagementId = "billing-acme", Reason = "A breach is looked into." });
        (await tenant.Operate(app.Client.ResumeEngagementAsync, new V1.ResumeEngagementRequest { EngagementId = "billing-acme" })).Result.Recorded.ShouldBeTrue();
        (await tenant.Standing()).Kind.ShouldBe(V1.StandingKind.Active);
    }

    [Fact]
    public async Task What_was_never_suspended_does_not_resume()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        await tenant.Operate(app.Client.ResumeEngagementAsync, new V1.ResumeEngagementRequest { EngagementId = "billing-acme" })
            .ShouldBeRefused(StatusCode.FailedPrecondition, "engagement.not_suspended", "engagement_id");
    }
}
