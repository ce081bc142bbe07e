namespace PrivacyPlatform.Consent.Service.Tests.Subjects;

public sealed class DenyConsentTests(ConsentApp app)
{
    [Fact]
    public async Task A_denial_denies_and_is_not_a_withdrawal()
    {
        var tenant = await app.Tenant();

        (await tenant.Deny("s-1")).ShouldBe(new V1.CommandResult { Recorded = true, Version = 1 });

        var verdict = await tenant.Authorize("s-1");
        (verdict.Verdict, verdict.Reason).ShouldBe((V1.Verdict.Deny, "consent.denied"));
    }

    [Fact]
    public async Task A_denial_needs_no_evidence()
    {
        var tenant = await app.Tenant();

        await app.Client.DenyAsync(new() { SubjectId = "s-1", PurposeId = "newsletter" }, tenant.As("emitter"));

        (await tenant.GetSubject("s-1")).Answers[0].Evidence.ShouldBe(new V1.Evidence());
    }
}
