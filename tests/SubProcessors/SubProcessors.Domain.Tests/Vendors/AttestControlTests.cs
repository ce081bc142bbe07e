using PrivacyPlatform.SubProcessors.Vendors;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Vendors;

public sealed class AttestControlTests : VendorSpec
{
    private static readonly AttestControl Attest = new("acme", "two-factor-sign-in", InPlace: true, "dpo", Laws.Day("2026-01-01"), null, At);

    private static readonly ControlAttested Attested = new("acme", "two-factor-sign-in", InPlace: true, "dpo", Laws.Day("2026-01-01"), null);

    [Fact]
    public void A_control_is_attested() => Spec.Given(Described).When(Attest).Then(Attested);

    [Fact]
    public void Attesting_the_same_twice_records_nothing_new() => Spec.Given(Described, Attested).When(Attest).ThenNothing();

    [Fact]
    public void Looking_again_is_recorded_whatever_was_found() =>
        Spec.Given(Described, Attested with { On = Laws.Day("2025-01-01") }).When(Attest with { InPlace = false }).Then(Attested with { InPlace = false });

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Spec.Given().When(Attest).ThenRefused("vendor.unknown");
        Spec.Given(Described).When(Attest with { VendorId = "" }).ThenRefused("vendor.id_malformed");
        Spec.Given(Described).When(Attest with { Control = "2FA is on" }).ThenRefused("attestation.control_malformed", "control");
        Spec.Given(Described).When(Attest with { On = Laws.Day("2026-01-02") }).ThenRefused("attestation.in_future", "on");
        Spec.Given(Described).When(Attest with { EvidenceUrl = "see mail" }).ThenRefused("attestation.evidence_malformed", "evidence_url");
    }
}
