using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Tests.Vendors;

public sealed class DescribeVendorTests : VendorSpec
{
    private static readonly DescribeVendor Describe = new("acme", "Acme", NameIsInferred: true, "US", ["privacy@acme.example"], "https://acme.example/privacy", Laws.File);

    [Fact]
    public void A_vendor_is_described() => Spec.Given().When(Describe).Then(Described);

    [Fact]
    public void Describing_the_same_twice_records_nothing_new() => Spec.Given(Described).When(Describe).ThenNothing();

    [Fact]
    public void A_vendor_without_a_name_is_one_all_the_same() =>
        Spec.Given().When(Describe with { Name = null }).Then(Described with { Name = null, NameIsInferred = false });

    [Fact]
    public void What_was_only_observed_can_be_described() =>
        Spec.Given(new VendorEvent.VendorObserved("acme", "Acme", "billing", [], [], At)).When(Describe).Then(Described);

    [Fact]
    public void A_name_is_text_whatever_stands_in_it() => Spec.Given().When(Describe with { Name = "<b>Acme</b>" }).Then(Described with { Name = "<b>Acme</b>" });

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Spec.Given().When(Describe with { VendorId = "Acme Inc." }).ThenRefused("vendor.id_malformed", "vendor_id");
        Spec.Given().When(Describe with { Name = "" }).ThenRefused("vendor.name_malformed", "name");
        Spec.Given().When(Describe with { Country = "XX" }).ThenRefused("vendor.country_unknown", "country");
        Spec.Given().When(Describe with { Contacts = ["Anna"] }).ThenRefused("contact.malformed", "contacts");
        Spec.Given().When(Describe with { InformationUrl = "ftp://acme.example" }).ThenRefused("vendor.information_url_malformed", "information_url");
    }
}
