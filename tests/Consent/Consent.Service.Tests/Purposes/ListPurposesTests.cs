namespace PrivacyPlatform.Consent.Service.Tests.Purposes;

public sealed class ListPurposesTests(ConsentApp app)
{
    [Fact]
    public async Task Every_purpose_is_listed_as_it_is_defined_now()
    {
        var tenant = app.NewTenant();
        await tenant.Define("newsletter", V1.LegalBasis.Consent);
        await tenant.Define("accounts", V1.LegalBasis.LegitimateInterests);
        await tenant.Define("accounts", V1.LegalBasis.Contract);

        var listed = await app.Client.ListPurposesAsync(new(), tenant.As("reviewer"));

        listed.Purposes.Select(purpose => (purpose.PurposeId, purpose.LegalBasis)).ShouldBe(
            [("accounts", V1.LegalBasis.Contract), ("newsletter", V1.LegalBasis.Consent)]);
        listed.Purposes[0].ShouldBe(new V1.Purpose
        {
            PurposeId = "accounts",
            LegalBasis = V1.LegalBasis.Contract,
            DataCategories = { "contact", "identity" },
            Role = V1.ProcessingRole.Controller,
            Title = "What people are told",
        });
    }

    [Fact]
    public async Task Another_tenants_purposes_are_not_seen()
    {
        await app.Tenant();
        (await app.Client.ListPurposesAsync(new(), app.NewTenant().As("reader"))).Purposes.ShouldBeEmpty();
    }
}
