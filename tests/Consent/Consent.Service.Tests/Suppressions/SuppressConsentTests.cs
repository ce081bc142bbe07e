using Grpc.Core;
using Npgsql;

namespace PrivacyPlatform.Consent.Service.Tests.Suppressions;

public sealed class SuppressConsentTests(ConsentApp app)
{
    [Fact]
    public async Task An_erased_persons_withdrawal_is_kept_and_the_consent_can_not_be_granted_again()
    {
        var tenant = await Erased("s-1");

        (await tenant.Withdraw("s-1")).ShouldBe(new V1.CommandResult { Recorded = true, Version = 1 });
        (await tenant.Withdraw("s-1")).ShouldBe(new V1.CommandResult { Recorded = false, Version = 1 });

        await tenant.Grant("s-1").ShouldBeRefused(StatusCode.FailedPrecondition, "consent.suppressed", "purpose_id");
        (await tenant.Grant("s-1", purpose: "service-status")).Recorded.ShouldBeTrue("purposes are independent");
        await tenant.Grant("s-1").ShouldBeRefused(StatusCode.FailedPrecondition, "consent.suppressed", "purpose_id");
        (await tenant.Authorize("s-1")).Reason.ShouldBe("consent.not_asked");
        (await tenant.Grant("s-2")).Recorded.ShouldBeTrue("another person");
    }

    [Fact]
    public async Task A_withdrawal_is_never_refused_also_when_it_is_older_than_the_erasure()
    {
        var tenant = await Erased("s-1");

        (await tenant.Withdraw("s-1", app.Clock.GetUtcNow().AddDays(-30))).Recorded.ShouldBeTrue();

        await tenant.Grant("s-1").ShouldBeRefused(StatusCode.FailedPrecondition, "consent.suppressed", "purpose_id");
    }

    [Fact]
    public async Task Repeating_the_command_is_one_withdrawal()
    {
        var tenant = await Erased("s-1");
        var id = "01957a00-0000-7000-8000-0000000000f1";

        (await tenant.Withdraw("s-1", commandId: id)).Recorded.ShouldBeTrue();
        (await tenant.Withdraw("s-1", commandId: id)).Recorded.ShouldBeFalse();
    }

    [Fact]
    public async Task The_persons_id_stands_nowhere_beside_it()
    {
        var tenant = await Erased("s-hidden");
        await tenant.Withdraw("s-hidden");

        await using var admin = new NpgsqlConnection(app.Admin);
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT e::text FROM events.mt_events e WHERE tenant_id = $1 AND type = 'consent_suppressed'", admin) { Parameters = { new() { Value = tenant.Name } } };
        ((string)(await command.ExecuteScalarAsync())!).ShouldNotContain("s-hidden");
        (await tenant.ReadHistory("s-hidden")).Select(told => told.Type).ShouldBe(["consent_granted", "subject_erased"]);
    }

    private async Task<TestTenant> Erased(string subject)
    {
        var tenant = await app.Tenant();
        await tenant.Grant(subject);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await tenant.Erase(subject);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        return tenant;
    }
}
