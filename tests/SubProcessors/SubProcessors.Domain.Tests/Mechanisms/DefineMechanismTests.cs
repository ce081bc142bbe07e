using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Mechanisms.MechanismEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Mechanisms;

public sealed class DefineMechanismTests
{
    private static readonly DefineMechanism Define = new(
        "bcr-acme", MechanismKind.BindingCorporateRules, "Acme's corporate rules", [Regime.EuGdpr], Laws.Day("2024-01-01"), null, ["US", "IN"], NeedsCertification: true, Laws.File);

    private static readonly MechanismDefined Defined = new(
        "bcr-acme", MechanismKind.BindingCorporateRules, "Acme's corporate rules", [Regime.EuGdpr], Laws.Day("2024-01-01"), null, ["IN", "US"], NeedsCertification: true);

    private readonly DeciderSpec<MechanismCommand, MechanismState, MechanismEvent> spec = new(MechanismDecider.Decider);

    [Fact]
    public void A_mechanism_of_ones_own_is_defined() => spec.Given().When(Define).Then(Defined);

    [Fact]
    public void Defining_the_same_again_records_nothing_new() => spec.Given(Defined).When(Define).ThenNothing();

    [Fact]
    public void One_of_the_data_file_is_not_defined_over() => spec.Given().When(Define with { MechanismId = "eu-us-dpf" }).ThenRefused("mechanism.reserved", "mechanism_id");

    [Fact]
    public void What_cannot_be_is_refused()
    {
        spec.Given().When(Define with { MechanismId = "BCR" }).ThenRefused("mechanism.id_malformed");
        spec.Given().When(Define with { Kind = default(MechanismKind) }).ThenRefused("mechanism.kind_required");
        spec.Given().When(Define with { Title = "a\nb" }).ThenRefused("mechanism.title_malformed");
        spec.Given().When(Define with { Regimes = [] }).ThenRefused("mechanism.regime_required");
        spec.Given().When(Define with { Places = ["XX"] }).ThenRefused("mechanism.place_unknown", "places");
        spec.Given().When(Define with { Until = Laws.Day("2024-01-01") }).ThenRefused("mechanism.dates_out_of_order", "until");
    }
}
