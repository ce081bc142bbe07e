using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Tests.Subjects;

public sealed class GrantConsentTests : SubjectSpec
{
    [Fact]
    public void A_grant_is_recorded() => Spec.Given().When(Grant(1)).Then(Granted(1));

    [Fact]
    public void A_grant_after_a_withdrawal_is_a_new_grant() =>
        Spec.Given(Granted(1), Withdrawn(2)).When(Grant(3)).Then(Granted(3));

    [Fact]
    public void The_same_grant_twice_records_nothing_new() => Spec.Given(Granted(1)).When(Grant(1)).ThenNothing();

    [Fact]
    public void The_same_grant_twice_records_nothing_new_also_after_a_withdrawal() =>
        Spec.Given(Granted(1), Withdrawn(2)).When(Grant(1)).ThenNothing();

    [Fact]
    public void Granting_again_later_confirms() => Spec.Given(Granted(1)).When(Grant(2)).Then(Granted(2, Effect.Confirmed));

    [Fact]
    public void A_grant_that_arrives_after_a_later_withdrawal_changes_the_past_and_not_the_present() =>
        Spec.Given(Withdrawn(5))
            .When(Grant(3))
            .Then(Granted(3) with { Effect = Effect.Past, HeldUntil = Day(5), PresentAnswer = Answer.Withdrawn });

    [Fact]
    public void A_grant_that_arrives_before_the_first_one_known_changes_the_past() =>
        Spec.Given(Granted(5))
            .When(Grant(3))
            .Then(Granted(3) with { Effect = Effect.Past, HeldUntil = Day(5), PresentAnswer = Answer.Granted });

    [Fact]
    public void A_late_grant_of_what_was_granted_then_confirms() =>
        Spec.Given(Granted(1), Withdrawn(5)).When(Grant(3)).Then(Granted(3, Effect.Confirmed));

    [Fact]
    public void A_withdrawal_at_the_same_instant_outweighs_a_grant() =>
        Spec.Given(Withdrawn(3))
            .When(Grant(3))
            .Then(Granted(3) with { Effect = Effect.Past, HeldUntil = Day(3), PresentAnswer = Answer.Withdrawn });

    [Fact]
    public void An_answer_about_another_purpose_does_not_matter() =>
        Spec.Given(Withdrawn(5) with { PurposeId = "service-status" }).When(Grant(3)).Then(Granted(3));

    [Fact]
    public void A_grant_without_a_notice_is_refused() =>
        Spec.Given()
            .When(Grant(1) with { Evidence = Web with { Notice = null }, Notice = null })
            .ThenRefused("consent.notice_required", "evidence.notice");

    [Fact]
    public void A_grant_of_an_unknown_notice_is_refused() =>
        Spec.Given().When(Grant(1) with { Notice = null }).ThenRefused("consent.notice_unknown", "evidence.notice.version");

    [Fact]
    public void A_grant_of_another_text_than_the_published_one_is_refused() =>
        Spec.Given()
            .When(Grant(1) with { Evidence = Web with { Notice = Policy with { ContentHash = new string('b', 64) } } })
            .ThenRefused("consent.notice_hash_differs", "evidence.notice.content_hash");

    [Fact]
    public void A_grant_may_be_older_than_the_register_of_notices() =>
        Spec.Given().When(Grant(1) with { Notice = Published with { EffectiveAt = Day(50) } }).Then(Granted(1));

    [Fact]
    public void A_grant_says_how_it_was_given_only_as_far_as_that_is_known()
    {
        var little = new Evidence(Policy, null, null, null);
        Spec.Given().When(Grant(1) with { Evidence = little }).Then(Granted(1) with { Evidence = little });
    }

    [Fact]
    public void What_the_person_said_is_recorded_sealed_as_it_came()
    {
        var words = new SealedStatement("v1", "key", "nonce", "data", "place");
        Spec.Given().When(Grant(1) with { Statement = words }).Then(Granted(1) with { Statement = words });
    }

    [Fact]
    public void A_grant_from_before_an_erasure_is_refused() =>
        Spec.Given(Granted(1), Erased(10)).When(Grant(9)).ThenRefused("consent.given_before_erasure", "occurred_at");

    [Fact]
    public void A_grant_from_before_an_erasure_is_refused_also_when_the_person_came_back() =>
        Spec.Given(Erased(10), Denied(12)).When(Grant(10)).ThenRefused("consent.given_before_erasure");

    [Fact]
    public void Who_was_erased_may_grant_anew() =>
        Spec.Given(Granted(1), Withdrawn(2), Erased(10)).When(Grant(12) with { IsSuppressed = false }).Then(Granted(12));

    [Fact]
    public void Who_was_erased_and_withdrew_since_is_not_asked_again() =>
        Spec.Given(Erased(10)).When(Grant(12) with { IsSuppressed = true }).ThenRefused("consent.suppressed", "purpose_id");

    [Fact]
    public void For_who_was_erased_the_edge_has_to_look() =>
        Spec.Given(Erased(10), Denied(11)).When(Grant(12)).ThenRefused(EdgeSteps.LookForSuppression.Code);
}
