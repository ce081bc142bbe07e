using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class ListEngagementTests : EngagementSpec
{
    private static readonly ListEngagement List = new()
    {
        EngagementId = Id, RegisterId = "billing", VendorId = "acme", Terms = Terms, OccurredAt = Day(0), RecordedAt = Day(0), Facts = Facts,
    };

    [Fact]
    public void What_stood_in_the_register_is_listed_and_active_at_once()
    {
        Spec.Given().When(List).Then(Listed);
        Activation.At(Of(Listed), Norse, Day(0)).Kind.ShouldBe(StandingKind.Active);
    }

    [Fact]
    public void Listing_the_same_twice_records_nothing_new() => Spec.Given(Listed).When(List with { OccurredAt = Day(3), RecordedAt = Day(3) }).ThenNothing();

    [Fact]
    public void Other_terms_are_amended_and_not_listed_again() => Spec.Given(Listed).When(List with { Terms = InIndiaToo }).ThenRefused("engagement.exists");

    [Fact]
    public void Nothing_unknown_is_made_up() => Spec.Given()
        .When(List with { Terms = new(null, [new(Place.Unknown, LocationUse.Unknown)], Terms.Purposes, [], [], null, null, null) })
        .Then(Listed with { Terms = new(null, [new(Place.Unknown, LocationUse.Unknown)], Terms.Purposes, [], [], null, null, null) });

    [Fact]
    public void A_place_must_be_told_or_said_to_be_unknown() =>
        Spec.Given().When(List with { Terms = Terms with { Locations = [] } }).ThenRefused("engagement.location_required", "terms.locations");

    [Fact]
    public void A_country_that_does_not_exist_is_refused() =>
        Spec.Given().When(List with { Terms = Terms with { Locations = [new(Place.Country("XX"), LocationUse.Storage)] } }).ThenRefused("engagement.location_unknown");

    [Fact]
    public void A_mechanism_that_never_existed_is_refused() =>
        Spec.Given().When(List with { Terms = Terms with { Mechanism = "eu-us-handshake" } }).ThenRefused("transfer.mechanism_unknown", "terms.transfer_mechanism");

    [Fact]
    public void What_stood_there_long_ago_is_judged_by_its_own_day()
    {
        var facts = Facts with { Certifications = [new("eu-us-privacy-shield", Laws.Day("2017-01-01"), null)] };
        var then = new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var shield = Terms with { Mechanism = "eu-us-privacy-shield" };
        Spec.Given().When(List with { Terms = shield, OccurredAt = then, Facts = facts }).Then(Listed with { Terms = shield, At = then });
        Spec.Given().When(List with { Terms = shield, Facts = facts }).ThenRefused("transfer.mechanism_no_longer_valid");
    }

    [Fact]
    public void An_unknown_register_is_refused() => Spec.Given().When(List with { Facts = Facts with { Regimes = null } }).ThenRefused("register.unknown");

    [Fact]
    public void An_unknown_vendor_is_refused() => Spec.Given().When(List with { Facts = Facts with { Certifications = null } }).ThenRefused("vendor.unknown");

    [Fact]
    public void The_future_is_not_listed() => Spec.Given().When(List with { OccurredAt = Day(1) }).ThenRefused("engagement.in_future", "occurred_at");

    [Theory]
    [InlineData("call me")]
    [InlineData("http://acme.example")]
    [InlineData("@acme.example")]
    [InlineData("+47 22 33 44 55")]
    [InlineData("a@b@acme.example")]
    public void A_contact_that_is_no_address_is_refused(string contact) =>
        Spec.Given().When(List with { Terms = Terms with { Contact = contact } }).ThenRefused("contact.malformed", "terms.contact");

    [Fact]
    public void Purposes_data_categories_addresses_and_places_on_the_page_must_be_such()
    {
        Spec.Given().When(List with { Terms = Terms with { Purposes = [] } }).ThenRefused("engagement.purpose_required");
        Spec.Given().When(List with { Terms = Terms with { Purposes = [new("two\nlines", ProcessingRole.Processor)] } }).ThenRefused("engagement.purpose_required");
        Spec.Given().When(List with { Terms = Terms with { DataCategories = ["Anna's address"] } }).ThenRefused("engagement.data_category_malformed");
        Spec.Given().When(List with { Terms = Terms with { InformationUrl = "javascript:alert(1)" } }).ThenRefused("engagement.information_url_malformed");
        Spec.Given().When(List with { Terms = Terms with { Order = 0 } }).ThenRefused("engagement.order_malformed");
        Spec.Given().When(List with { EngagementId = "Billing Acme" }).ThenRefused("engagement.id_malformed", "engagement_id");
    }

    [Fact]
    public void Markup_in_a_purpose_is_text_like_any_other()
    {
        var terms = Terms with { Purposes = [new("<script>alert(1)</script>", ProcessingRole.Processor)] };
        Spec.Given().When(List with { Terms = terms }).Then(Listed with { Terms = terms });
    }
}
