namespace PrivacyPlatform.SubProcessors.Service.Tests.Vendors;

public sealed class ObserveVendorTests(RegistryApp app)
{
    [Fact]
    public async Task What_a_text_mentions_is_a_finding_until_a_register_lists_it()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.ObserveVendorAsync, new V1.ObserveVendorRequest { VendorId = "acme", MentionedIn = "billing" });
        (await Rules(tenant)).ShouldContain("vendor.not_listed");
        await tenant.List();
        (await Rules(tenant)).ShouldNotContain("vendor.not_listed");
    }

    private async Task<string[]> Rules(TestTenant tenant) =>
        [.. (await tenant.Ask(app.Client.LintAsync, new V1.LintRequest())).Findings.Where(finding => finding.VendorId == "acme").Select(finding => finding.Rule)];
}
