namespace PrivacyPlatform.SubProcessors.Service.Tests.Mechanisms;

public sealed class ListMechanismsTests(RegistryApp app)
{
    [Fact]
    public async Task The_data_file_is_shown_with_what_the_tenant_recorded()
    {
        var tenant = app.NewTenant();
        await tenant.Operate(app.Client.InvalidateMechanismAsync, new V1.InvalidateMechanismRequest { MechanismId = "eu-us-dpf", From = "2026-02-01", Reason = "Judgment C-1/26" });

        var listed = await tenant.Ask(app.Client.ListMechanismsAsync, new V1.ListMechanismsRequest());

        listed.LawVersion.ShouldNotBeEmpty();
        listed.Mechanisms.Single(mechanism => mechanism.MechanismId == "eu-us-dpf").Until.ShouldBe("2026-02-01");
        listed.Mechanisms.Single(mechanism => mechanism.MechanismId == "eu-us-privacy-shield")
            .ShouldSatisfyAllConditions(shield => shield.From.ShouldBe("2016-07-12"), shield => shield.Until.ShouldBe("2020-07-16"), shield => shield.NeedsCertification.ShouldBeTrue());
        listed.Mechanisms.Single(mechanism => mechanism.MechanismId == "scc-2021").Until.ShouldBeEmpty();
    }
}
