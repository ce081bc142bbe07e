namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class ProposeEngagementTests(RegistryApp app)
{
    [Fact]
    public async Task A_draft_is_a_draft()
    {
        var tenant = await app.Tenant();
        (await tenant.Propose()).Result.Recorded.ShouldBeTrue();
        (await tenant.Propose()).Result.Recorded.ShouldBeFalse();
        (await tenant.Standing()).ShouldBe(new V1.Standing { Kind = V1.StandingKind.Proposed });
    }
}
