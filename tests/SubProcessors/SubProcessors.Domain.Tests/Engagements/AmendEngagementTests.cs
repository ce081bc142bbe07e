using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Transfers;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class AmendEngagementTests : EngagementSpec
{
    private static readonly AmendEngagement Amend = new() { EngagementId = Id, Terms = InIndiaToo, IsCorrection = false, RecordedAt = Day(100), Facts = Facts };

    private static readonly EngagementAmended Amended = new("billing", "acme", 2, InIndiaToo, AmendmentWay.Announced, 30, Day(100));

    [Fact]
    public void Customers_get_notice_of_other_terms_and_the_old_ones_hold_meanwhile()
    {
        Spec.Given(Listed).When(Amend).Then(Amended);
        var engagement = Of(Listed, Amended);
        Activation.At(engagement, Norse, Day(110)).InForce!.Terms.ShouldBe(Terms);
        Activation.At(engagement, Norse, Day(115)).InForce!.Terms.ShouldBe(InIndiaToo);
    }

    [Fact]
    public void A_customer_that_objects_keeps_the_old_terms()
    {
        var engagement = Of(Listed, Amended, Objected with { TermsNumber = 2, At = Day(101) });
        Activation.At(engagement, Norse, Day(500)).ShouldSatisfyAllConditions(
            standing => standing.Kind.ShouldBe(StandingKind.Active),
            standing => standing.InForce!.Terms.ShouldBe(Terms),
            standing => standing.Next.ShouldBeNull());
        Activation.At(engagement, customer: null, Day(500)).InForce!.Terms.ShouldBe(InIndiaToo);
    }

    [Fact]
    public void A_draft_just_changes() => Spec.Given(Proposed).When(Amend).Then(Amended with { TermsNumber = 0, Way = AmendmentWay.Draft });

    [Fact]
    public void The_same_terms_record_nothing_new() => Spec.Given(Listed).When(Amend with { Terms = Terms with { Locations = [.. Terms.Locations] } }).ThenNothing();

    [Fact]
    public void A_correction_holds_without_notice()
    {
        var corrected = Terms with { Contact = "dpo@acme.example" };
        Spec.Given(Listed).When(Amend with { Terms = corrected, IsCorrection = true }).Then(Amended with { Terms = corrected, TermsNumber = 1, Way = AmendmentWay.Correction });
    }

    [Fact]
    public void A_correction_that_allows_something_new_is_refused()
    {
        Spec.Given(Listed).When(Amend with { IsCorrection = true }).ThenRefused("engagement.correction_adds", "terms");
        Spec.Given(Listed).When(Amend with { IsCorrection = true, Terms = Terms with { DataCategories = [.. Terms.DataCategories, "phone"] } }).ThenRefused("engagement.correction_adds");
        Spec.Given(Listed).When(Amend with { IsCorrection = true, Terms = Terms with { AlsoCollected = ["ip_address"] } }).ThenRefused("engagement.correction_adds");
        Spec.Given(Listed)
            .When(Amend with { IsCorrection = true, Terms = Terms with { Purposes = [new("Payments", ProcessingRole.Controller)] } })
            .ThenRefused("engagement.correction_adds");
        Spec.Given(Listed)
            .When(Amend with { IsCorrection = true, Terms = Terms with { Purposes = [.. Terms.Purposes, new("Fraud detection", ProcessingRole.Processor)] } })
            .ThenRefused("engagement.correction_adds");
    }

    [Fact]
    public void Saying_what_was_unknown_is_a_correction()
    {
        var unknown = Terms with { Locations = [new(Place.Unknown, LocationUse.Unknown)], DataCategories = [] };
        Spec.Given(Listed with { Terms = unknown })
            .When(Amend with { IsCorrection = true, Terms = Terms })
            .Then(Amended with { Terms = Terms, TermsNumber = 1, Way = AmendmentWay.Correction });
    }

    [Fact]
    public void What_rests_on_closed_clauses_may_go_on_until_they_end()
    {
        var old = Terms with { Mechanism = "scc-2010" };
        var winter = new DateTimeOffset(2021, 12, 1, 0, 0, 0, TimeSpan.Zero);
        var before = Listed with { Terms = old, At = winter.AddYears(-2) };
        var corrected = old with { Contact = "dpo@acme.example" };
        Spec.Given(before)
            .When(Amend with { Terms = corrected, IsCorrection = true, RecordedAt = winter })
            .Then(Amended with { Terms = corrected, TermsNumber = 1, Way = AmendmentWay.Correction, At = winter });
    }

    [Fact]
    public void A_new_place_needs_a_mechanism_as_ever() =>
        Spec.Given(Listed with { Terms = Terms with { Locations = [new(Place.Bloc("EU"), LocationUse.Storage)], Mechanism = null } })
            .When(Amend with { Terms = InIndiaToo with { Mechanism = null } })
            .ThenRefused("transfer.mechanism_missing");

    [Fact]
    public void What_is_over_is_not_amended() => Spec.Given(Listed, Retired).When(Amend).ThenRefused("engagement.retired");

    [Fact]
    public void What_is_unknown_is_not_amended() => Spec.Given().When(Amend).ThenRefused("engagement.unknown");
}
