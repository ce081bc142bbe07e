using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Mechanisms.MechanismEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Mechanisms;

public sealed class InvalidateMechanismTests
{
    private static readonly InvalidateMechanism Invalidate = new("eu-us-dpf", Laws.Day("2026-02-01"), "Judgment C-1/26", Laws.File);

    private static readonly TransferMechanismInvalidated Invalidated = new("eu-us-dpf", Laws.Day("2026-02-01"), "Judgment C-1/26");

    private readonly DeciderSpec<MechanismCommand, MechanismState, MechanismEvent> spec = new(MechanismDecider.Decider);

    [Fact]
    public void A_mechanism_of_the_data_file_is_invalidated() => spec.Given().When(Invalidate).Then(Invalidated);

    [Fact]
    public void Recording_the_same_twice_records_nothing_new() => spec.Given(Invalidated).When(Invalidate).ThenNothing();

    [Fact]
    public void Another_day_corrects_the_first() =>
        spec.Given(Invalidated).When(Invalidate with { From = Laws.Day("2026-02-03") }).Then(Invalidated with { From = Laws.Day("2026-02-03") });

    [Fact]
    public void One_of_ones_own_is_invalidated_too() =>
        spec.Given(new MechanismDefined("bcr-acme", SubProcessors.Transfers.MechanismKind.BindingCorporateRules, "Rules", [], Laws.Day("2024-01-01"), null, [], true))
            .When(Invalidate with { MechanismId = "bcr-acme" })
            .Then(Invalidated with { MechanismId = "bcr-acme" });

    [Fact]
    public void What_never_existed_is_not_invalidated() => spec.Given().When(Invalidate with { MechanismId = "eu-us-handshake" }).ThenRefused("mechanism.unknown", "mechanism_id");

    [Fact]
    public void It_does_not_fall_before_it_began() => spec.Given().When(Invalidate with { From = Laws.Day("2020-01-01") }).ThenRefused("mechanism.invalid_before_it_began", "from");

    [Fact]
    public void The_judgment_or_act_is_named() => spec.Given().When(Invalidate with { Reason = " " }).ThenRefused("mechanism.reason_required", "reason");

    [Fact]
    public void An_id_is_a_code() => spec.Given().When(Invalidate with { MechanismId = "" }).ThenRefused("mechanism.id_malformed");
}
