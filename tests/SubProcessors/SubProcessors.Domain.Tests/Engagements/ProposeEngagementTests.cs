using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class ProposeEngagementTests : EngagementSpec
{
    private static readonly ProposeEngagement Propose = new() { EngagementId = Id, RegisterId = "billing", VendorId = "acme", Terms = Terms, RecordedAt = Day(0), Facts = Facts };

    [Fact]
    public void A_draft_is_recorded_and_is_active_for_nobody()
    {
        Spec.Given().When(Propose).Then(Proposed);
        Activation.At(Of(Proposed), customer: null, Day(1000)).Kind.ShouldBe(StandingKind.Proposed);
    }

    [Fact]
    public void Proposing_the_same_twice_records_nothing_new() => Spec.Given(Proposed).When(Propose).ThenNothing();

    [Fact]
    public void What_is_announced_is_not_proposed_again() => Spec.Given(Proposed, Announced).When(Propose).ThenRefused("engagement.exists");

    [Fact]
    public void A_third_country_without_a_mechanism_is_refused_with_its_reason() =>
        Spec.Given().When(Propose with { Terms = Terms with { Mechanism = null } }).ThenRefused("transfer.mechanism_missing", "terms.transfer_mechanism");

    [Fact]
    public void Anywhere_needs_a_mechanism_too() =>
        Spec.Given()
            .When(Propose with { Terms = Terms with { Mechanism = null, Locations = [new(Place.Anywhere, LocationUse.Transient)] } })
            .ThenRefused("transfer.mechanism_missing");

    [Fact]
    public void Inside_the_area_none_is_needed()
    {
        var terms = Terms with { Mechanism = null, Locations = [new(Place.Bloc("EEA"), LocationUse.Storage), new(Place.Country("NO"), LocationUse.Access)] };
        Spec.Given().When(Propose with { Terms = terms }).Then(Proposed with { Terms = terms });
    }

    [Fact]
    public void An_adequacy_decision_needs_no_statement()
    {
        var terms = Terms with { Mechanism = null, Locations = [new(Place.Country("JP"), LocationUse.Storage)] };
        Spec.Given().When(Propose with { Terms = terms }).Then(Proposed with { Terms = terms });
    }

    [Fact]
    public void The_framework_covers_a_certified_vendor_and_no_other()
    {
        var framework = Propose with { Terms = Terms with { Mechanism = "eu-us-dpf" } };
        Spec.Given().When(framework).ThenRefused("transfer.vendor_not_certified");
        Spec.Given()
            .When(framework with { Facts = Facts with { Certifications = [new("eu-us-dpf", Laws.Day("2024-01-01"), null)] } })
            .Then(Proposed with { Terms = framework.Terms });
    }

    [Fact]
    public void Nothing_new_rests_on_clauses_that_are_closed()
    {
        var autumn = new DateTimeOffset(2021, 10, 1, 0, 0, 0, TimeSpan.Zero);
        Spec.Given().When(Propose with { Terms = Terms with { Mechanism = "scc-2010" }, RecordedAt = autumn }).ThenRefused("transfer.mechanism_closed_to_new");
        Spec.Given().When(Propose with { Terms = Terms with { Mechanism = "scc-2010" } }).ThenRefused("transfer.mechanism_no_longer_valid");
    }

    [Fact]
    public void A_mechanism_for_another_place_or_under_other_rules_does_not_cover()
    {
        var certified = Facts with { Certifications = [new("eu-us-dpf", Laws.Day("2024-01-01"), null)] };
        var india = Terms with { Locations = [new(Place.Country("IN"), LocationUse.Storage)] };
        Spec.Given().When(Propose with { Terms = india with { Mechanism = "eu-us-dpf" }, Facts = certified }).ThenRefused("transfer.mechanism_for_another_place");
        Spec.Given().When(Propose with { Terms = india with { Mechanism = "uk-idta" } }).ThenRefused("transfer.mechanism_of_another_regime");
    }
}
