using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Vendors;

public sealed class DeclareSubProcessorsTests : VendorSpec
{
    private static readonly NestedSubProcessor Cloud = new("cloud", "Hosting", [Place.Country("US")]);

    private static readonly DeclareSubProcessors Declare = new("acme", [Cloud], Laws.File);

    private static readonly SubProcessorsDeclared Declared = new("acme", [Cloud]);

    [Fact]
    public void A_vendors_own_sub_processors_are_declared() => Spec.Given(Described).When(Declare).Then(Declared);

    [Fact]
    public void Declaring_the_same_twice_records_nothing_new() =>
        Spec.Given(Described, Declared).When(Declare with { SubProcessors = [Cloud with { Places = [Place.Country("US")] }] }).ThenNothing();

    [Fact]
    public void That_it_uses_none_any_more_is_declared_too() => Spec.Given(Described, Declared).When(Declare with { SubProcessors = [] }).Then(Declared with { SubProcessors = [] });

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Spec.Given().When(Declare).ThenRefused("vendor.unknown", "vendor_id");
        Spec.Given(Described).When(Declare with { VendorId = "" }).ThenRefused("vendor.id_malformed");
        Spec.Given(Described).When(Declare with { SubProcessors = [Cloud with { VendorId = "acme" }] }).ThenRefused("vendor.nests_itself", "sub_processors");
        Spec.Given(Described).When(Declare with { SubProcessors = [Cloud, Cloud] }).ThenRefused("vendor.nested_malformed");
        Spec.Given(Described).When(Declare with { SubProcessors = [Cloud with { Places = [Place.Country("XX")] }] }).ThenRefused("vendor.nested_malformed");
    }
}
