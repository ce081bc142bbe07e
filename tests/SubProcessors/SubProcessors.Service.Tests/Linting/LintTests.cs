namespace PrivacyPlatform.SubProcessors.Service.Tests.Linting;

public sealed class LintTests(RegistryApp app)
{
    [Fact]
    public async Task What_is_wrong_with_the_real_registers_is_found()
    {
        var findings = (await app.Named("octopus").Ask(app.Client.LintAsync, new V1.LintRequest { RegisterId = "octopus-billing" })).Findings;
        findings.Single(finding => finding.Rule == "purpose.repeated").ShouldSatisfyAllConditions(
            finding => finding.EngagementId.ShouldBe("octopus-billing-workato"), finding => finding.Related.ShouldBe("octopus-billing-avalara"), finding => finding.Order.ShouldBe(23));
        findings.ShouldAllBe(finding => finding.RegisterId == "octopus-billing" && finding.Why.Length > 0 && finding.Severity != V1.Severity.Unspecified);
        (await app.Named("opsduty").Ask(app.Client.LintAsync, new V1.LintRequest())).Findings.ShouldContain(finding => finding.Rule == "vendor.not_listed" && finding.VendorId == "cloudflare");
    }

    [Fact]
    public async Task A_clean_register_has_no_finding()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        (await tenant.Ask(app.Client.LintAsync, new V1.LintRequest())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Before_anything_was_recorded_there_is_nothing_to_find() =>
        (await app.Named("octopus").Ask(app.Client.LintAsync, new V1.LintRequest { AsOf = new() { RecordedAt = Requests.LongAgo } })).Findings.ShouldBeEmpty();
}
