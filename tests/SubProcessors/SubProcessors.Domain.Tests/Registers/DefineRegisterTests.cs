using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Registers.RegisterEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Registers;

public sealed class DefineRegisterTests
{
    private static readonly DefineRegister Define = new("billing", "Billing", 30, [ProcessingRole.Controller], [Regime.EuGdpr], IsPublic: true);

    private static readonly RegisterDefined Defined = new("billing", "Billing", 30, [ProcessingRole.Controller], [Regime.EuGdpr], IsPublic: true);

    private readonly DeciderSpec<RegisterCommand, RegisterState, RegisterEvent> spec = new(RegisterDecider.Decider);

    [Fact]
    public void A_register_is_defined() => spec.Given().When(Define).Then(Defined);

    [Fact]
    public void Defining_the_same_again_records_nothing_new() =>
        spec.Given(Defined).When(Define with { ExporterRoles = [ProcessingRole.Controller, ProcessingRole.Controller] }).ThenNothing();

    [Fact]
    public void Another_notice_period_is_another_definition() => spec.Given(Defined).When(Define with { NoticeDays = 14 }).Then(Defined with { NoticeDays = 14 });

    [Fact]
    public void What_cannot_be_is_refused()
    {
        spec.Given().When(Define with { RegisterId = "The Billing" }).ThenRefused("register.id_malformed", "register_id");
        spec.Given().When(Define with { Title = "" }).ThenRefused("register.title_malformed", "title");
        spec.Given().When(Define with { NoticeDays = -1 }).ThenRefused("register.notice_days_malformed", "notice_days");
        spec.Given().When(Define with { NoticeDays = 366 }).ThenRefused("register.notice_days_malformed", "notice_days");
        spec.Given().When(Define with { Regimes = [] }).ThenRefused("register.regime_required", "regimes");
        spec.Given().When(Define with { ExporterRoles = [default] }).ThenRefused("register.role_malformed", "exporter_roles");
    }
}
