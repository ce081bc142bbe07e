using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Mechanisms;

public sealed class InvalidateMechanismTests(RegistryApp app)
{
    private static V1.InvalidateMechanismRequest Fall(bool dryRun) => new() { MechanismId = "scc-2021", From = "2026-09-01", Reason = "Judgment C-1/26", DryRun = dryRun };

    [Fact]
    public async Task Asking_what_if_gives_what_the_real_thing_gives_and_records_nothing()
    {
        var tenant = await app.Tenant();
        await tenant.List();

        var asked = await app.Client.InvalidateMechanismAsync(Fall(dryRun: true), tenant.As("reviewer"));
        var recorded = await tenant.Operate(app.Client.InvalidateMechanismAsync, Fall(dryRun: false));

        asked.Result.ShouldBeNull();
        recorded.Result.ShouldBe(new V1.CommandResult { Recorded = true, Version = 1 });
        recorded.Reliances.ShouldBe(asked.Reliances);
        var reliance = asked.Reliances.ShouldHaveSingleItem();
        (reliance.RegisterId, reliance.EngagementId, reliance.VendorName).ShouldBe(("billing", "billing-acme", "acme Inc."));
        reliance.Places.ShouldHaveSingleItem().Code.ShouldBe("US");
        reliance.CustomerIds.ShouldBe(["norse"]);
    }

    [Fact]
    public async Task From_its_day_on_nothing_new_rests_on_it_and_what_does_is_found()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        await tenant.Operate(app.Client.InvalidateMechanismAsync, new V1.InvalidateMechanismRequest { MechanismId = "scc-2021", From = "2026-01-01", Reason = "Judgment C-1/26" });

        await tenant.List("billing-late").ShouldBeRefused(StatusCode.FailedPrecondition, "transfer.mechanism_no_longer_valid", "terms.transfer_mechanism");
        (await tenant.Ask(app.Client.LintAsync, new V1.LintRequest())).Findings.ShouldContain(finding => finding.Rule == "transfer.without_basis" && finding.EngagementId == "billing-acme");
    }

    [Fact]
    public async Task Another_tenants_record_changes_nothing_here()
    {
        var (one, other) = (await app.Tenant(), await app.Tenant());
        await one.Operate(app.Client.InvalidateMechanismAsync, new V1.InvalidateMechanismRequest { MechanismId = "scc-2021", From = "2026-01-01", Reason = "Judgment C-1/26" });
        (await other.List()).Result.Recorded.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_only_reads_records_nothing() =>
        await app.Client.InvalidateMechanismAsync(Fall(dryRun: false), app.NewTenant().As("reader")).ResponseAsync.ShouldBeRefused(StatusCode.PermissionDenied, "auth.role_missing", field: null);

    [Fact]
    public async Task A_mechanism_that_never_existed_is_refused() =>
        await app.NewTenant().Ask(app.Client.InvalidateMechanismAsync, new V1.InvalidateMechanismRequest { MechanismId = "eu-us-handshake", From = "2026-01-01", DryRun = true })
            .ShouldBeRefused(StatusCode.NotFound, "mechanism.unknown", "mechanism_id");
}
