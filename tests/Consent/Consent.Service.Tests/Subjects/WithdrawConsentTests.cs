namespace PrivacyPlatform.Consent.Service.Tests.Subjects;

public sealed class WithdrawConsentTests(ConsentApp app)
{
    [Fact]
    public async Task A_withdrawal_denies_at_once()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", app.Clock.GetUtcNow().AddDays(-1));

        (await tenant.Withdraw("s-1")).ShouldBe(new V1.CommandResult { Recorded = true, Version = 2 });

        var verdict = await tenant.Authorize("s-1");
        (verdict.Verdict, verdict.Reason).ShouldBe((V1.Verdict.Deny, "consent.withdrawn"));
    }

    [Fact]
    public async Task Who_was_never_asked_may_withdraw()
    {
        var tenant = await app.Tenant();

        (await tenant.Withdraw("s-1")).Recorded.ShouldBeTrue();

        (await tenant.Authorize("s-1")).Reason.ShouldBe("consent.withdrawn");
    }

    [Fact]
    public async Task Leaving_the_newsletter_stops_neither_the_service_nor_another_consent()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", purpose: "service-status");

        await tenant.Withdraw("s-1");
        await tenant.Withdraw("s-1", purpose: "provide-service");

        (await tenant.Authorize("s-1", "service-status")).Reason.ShouldBe("consent.granted");
        (await tenant.Authorize("s-1", "provide-service")).Reason.ShouldBe("basis.contract");
    }

    [Fact]
    public async Task A_grant_that_arrives_late_does_not_undo_a_withdrawal()
    {
        var tenant = await app.Tenant();
        var now = app.Clock.GetUtcNow();
        await tenant.Withdraw("s-1", now);

        (await tenant.Grant("s-1", now.AddDays(-1))).Recorded.ShouldBeTrue();

        (await tenant.Authorize("s-1")).Reason.ShouldBe("consent.withdrawn");
        (await tenant.ReadHistory("s-1"))[1].Effect.ShouldBe(V1.Effect.Past);
    }
}
