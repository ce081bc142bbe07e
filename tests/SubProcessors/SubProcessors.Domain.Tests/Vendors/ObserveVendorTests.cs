using PrivacyPlatform.SubProcessors.Vendors;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Vendors;

public sealed class ObserveVendorTests : VendorSpec
{
    private static readonly ObserveVendor Observe = new("cloudflare", "Cloudflare", "opsduty", [new("DDoS defence", ProcessingRole.Processor)], ["ip_address"], At);

    private static readonly VendorObserved Observed = new("cloudflare", "Cloudflare", "opsduty", [new("DDoS defence", ProcessingRole.Processor)], ["ip_address"], At);

    [Fact]
    public void What_a_text_mentions_is_kept() => Spec.Given().When(Observe).Then(Observed);

    [Fact]
    public void Observing_the_same_twice_records_nothing_new() => Spec.Given(Observed).When(Observe with { At = At.AddDays(1) }).ThenNothing();

    [Fact]
    public void Another_text_is_another_observation() => Spec.Given(Observed).When(Observe with { MentionedIn = "cookie-policy" }).Then(Observed with { MentionedIn = "cookie-policy" });

    [Fact]
    public void What_was_described_keeps_its_name()
    {
        var state = VendorDecider.Decider.Fold([Described, Observed with { VendorId = "acme", Name = "ACME" }]);
        ((VendorState.Known)state).Vendor.Name.ShouldBe("Acme");
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Spec.Given().When(Observe with { VendorId = "" }).ThenRefused("vendor.id_malformed");
        Spec.Given().When(Observe with { Name = "a\nb" }).ThenRefused("vendor.name_malformed");
        Spec.Given().When(Observe with { MentionedIn = "section 8.4" }).ThenRefused("vendor.mention_malformed", "mentioned_in");
        Spec.Given().When(Observe with { Purposes = [new("", ProcessingRole.Processor)] }).ThenRefused("vendor.purpose_malformed", "purposes");
        Spec.Given().When(Observe with { DataCategories = ["IP address"] }).ThenRefused("vendor.data_category_malformed", "data_categories");
    }
}
