using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class ReplaceInEmergencyTests(RegistryApp app)
{
    private static V1.ReplaceInEmergencyRequest Replace() => new()
    {
        CommandId = "01957a00-0000-7000-8000-0000000000ee",
        EngagementId = "billing-other",
        VendorId = "other",
        Terms = Requests.Terms(),
        Replaces = "billing-acme",
        Reason = "The old one was breached.",
    };

    [Fact]
    public async Task The_new_one_is_active_at_once_and_the_old_one_over()
    {
        var tenant = await app.Tenant();
        await tenant.List();

        (await tenant.Operate(app.Client.ReplaceInEmergencyAsync, Replace())).Result.Recorded.ShouldBeTrue();

        (await tenant.Standing("billing-other", "norse")).Kind.ShouldBe(V1.StandingKind.Active);
        (await tenant.Standing("billing-acme", "norse")).Kind.ShouldBe(V1.StandingKind.Retired);
        (await tenant.Ask(app.Client.ShowEngagementAsync, new V1.ShowEngagementRequest { EngagementId = "billing-other" })).Engagement.Emergency
            .ShouldBe(new V1.EmergencyReplacement { Replaces = "billing-acme", Reason = "The old one was breached." });
    }

    [Fact]
    public async Task Sent_twice_it_happens_once()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        await tenant.Operate(app.Client.ReplaceInEmergencyAsync, Replace());
        (await tenant.Operate(app.Client.ReplaceInEmergencyAsync, Replace())).Result.ShouldBe(new V1.CommandResult { Recorded = false, Version = 1 });
    }

    [Fact]
    public async Task What_is_unknown_is_not_replaced() =>
        await (await app.Tenant()).Operate(app.Client.ReplaceInEmergencyAsync, Replace()).ShouldBeRefused(StatusCode.NotFound, "engagement.unknown", "engagement_id");
}
