using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Vendors;

public sealed class CertifyVendorTests : VendorSpec
{
    private static readonly CertifyVendor Certify = new("acme", "eu-us-dpf", Laws.Day("2023-08-01"), null, Laws.File);

    private static readonly VendorCertified Certified = new("acme", "eu-us-dpf", Laws.Day("2023-08-01"), null);

    [Fact]
    public void A_certification_is_recorded() => Spec.Given(Described).When(Certify).Then(Certified);

    [Fact]
    public void Recording_the_same_twice_records_nothing_new() => Spec.Given(Described, Certified).When(Certify).ThenNothing();

    [Fact]
    public void Its_end_is_recorded_when_it_is_known()
    {
        var ended = Certified with { Until = Laws.Day("2025-08-01") };
        Spec.Given(Described, Certified).When(Certify with { Until = Laws.Day("2025-08-01") }).Then(ended);
        ((VendorState.Known)VendorDecider.Decider.Fold([Described, Certified, ended])).Vendor.Certifications
            .ShouldBe([new Certification("eu-us-dpf", Laws.Day("2023-08-01"), Laws.Day("2025-08-01"))]);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Spec.Given().When(Certify).ThenRefused("vendor.unknown");
        Spec.Given(Described).When(Certify with { VendorId = "" }).ThenRefused("vendor.id_malformed");
        Spec.Given(Described).When(Certify with { MechanismId = "eu-us-handshake" }).ThenRefused("certification.mechanism_unknown", "mechanism_id");
        Spec.Given(Described).When(Certify with { Until = Laws.Day("2023-08-01") }).ThenRefused("certification.dates_out_of_order", "until");
    }
}
