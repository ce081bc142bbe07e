using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Tests.Subjects;

public sealed class DenyConsentTests : SubjectSpec
{
    [Fact]
    public void A_denial_is_recorded() => Spec.Given().When(Deny(1)).Then(Denied(1));

    [Fact]
    public void The_same_denial_twice_records_nothing_new() => Spec.Given(Denied(1)).When(Deny(1)).ThenNothing();

    [Fact]
    public void Denying_again_later_confirms() => Spec.Given(Denied(1)).When(Deny(2)).Then(Denied(2, Effect.Confirmed));

    [Fact]
    public void Denied_and_withdrawn_are_never_mixed_up() => Spec.Given(Withdrawn(1)).When(Deny(2)).Then(Denied(2));

    [Fact]
    public void A_denial_outweighs_a_grant_of_the_same_instant() => Spec.Given(Granted(1)).When(Deny(1)).Then(Denied(1));

    [Fact]
    public void A_late_denial_changes_the_past_and_not_the_present() =>
        Spec.Given(Granted(1), Withdrawn(9))
            .When(Deny(5))
            .Then(Denied(5) with { Effect = Effect.Past, HeldUntil = Day(9), PresentAnswer = Answer.Withdrawn });

    [Fact]
    public void A_denial_needs_no_notice()
    {
        var bare = new Evidence(null, Channel.Phone, null, null);
        Spec.Given().When(Deny(1) with { Evidence = bare }).Then(Denied(1) with { Evidence = bare });
    }

    [Fact]
    public void A_denial_of_an_unknown_purpose_is_refused() =>
        Spec.Given().When(Deny(1) with { PurposeIsDefined = false }).ThenRefused("consent.purpose_unknown", "purpose_id");

    [Fact]
    public void A_denial_from_before_an_erasure_is_refused() =>
        Spec.Given(Granted(1), Erased(10)).When(Deny(9)).ThenRefused("consent.given_before_erasure", "occurred_at");

    [Fact]
    public void Who_was_erased_may_deny_anew() => Spec.Given(Granted(1), Erased(10)).When(Deny(11)).Then(Denied(11));
}
