using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Mechanisms;

public sealed class DefineMechanismTests(RegistryApp app)
{
    private static V1.DefineMechanismRequest Rules() => new()
    {
        MechanismId = "bcr-acme", Kind = V1.MechanismKind.BindingCorporateRules, Title = "Acme's corporate rules", Regimes = { V1.Regime.EuGdpr }, From = "2024-01-01",
    };

    [Fact]
    public async Task A_mechanism_of_ones_own_covers_a_transfer()
    {
        var tenant = await app.Tenant();
        var terms = Requests.Terms();
        terms.TransferMechanism = "bcr-acme";
        await tenant.List(terms: terms).ShouldBeRefused(StatusCode.NotFound, "transfer.mechanism_unknown", "terms.transfer_mechanism");
        await tenant.Operate(app.Client.DefineMechanismAsync, Rules());
        (await tenant.List(terms: terms)).Result.Recorded.ShouldBeTrue();
    }

    [Fact]
    public async Task One_of_the_data_file_is_not_defined_over()
    {
        var shield = Rules();
        shield.MechanismId = "eu-us-privacy-shield";
        await app.NewTenant().Operate(app.Client.DefineMechanismAsync, shield).ShouldBeRefused(StatusCode.FailedPrecondition, "mechanism.reserved", "mechanism_id");
    }
}
