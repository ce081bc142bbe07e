using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Tests.Subjects;

public sealed class WithdrawConsentTests : SubjectSpec
{
    [Fact]
    public void A_consent_is_withdrawn() => Spec.Given(Granted(1)).When(Withdraw(2)).Then(Withdrawn(2));

    [Fact]
    public void Who_was_never_asked_may_withdraw() => Spec.Given().When(Withdraw(2)).Then(Withdrawn(2));

    [Fact]
    public void Who_denied_may_withdraw() => Spec.Given(Denied(1)).When(Withdraw(2)).Then(Withdrawn(2));

    [Fact]
    public void The_same_withdrawal_twice_records_nothing_new() => Spec.Given(Granted(1), Withdrawn(2)).When(Withdraw(2)).ThenNothing();

    [Fact]
    public void Withdrawing_again_later_confirms() =>
        Spec.Given(Granted(1), Withdrawn(2)).When(Withdraw(3)).Then(Withdrawn(3, Effect.Confirmed));

    [Fact]
    public void A_confirmed_withdrawal_outlives_a_grant_that_arrives_late() =>
        Spec.Given(Withdrawn(1), Withdrawn(3, Effect.Confirmed))
            .When(Grant(2))
            .Then(Granted(2) with { Effect = Effect.Past, HeldUntil = Day(3), PresentAnswer = Answer.Withdrawn });

    [Fact]
    public void A_withdrawal_that_arrives_after_a_later_grant_changes_the_past_and_not_the_present() =>
        Spec.Given(Granted(1), Granted(5, Effect.Confirmed))
            .When(Withdraw(3))
            .Then(Withdrawn(3) with { Effect = Effect.Past, HeldUntil = Day(5), PresentAnswer = Answer.Granted });

    [Fact]
    public void A_withdrawal_at_the_same_instant_as_the_grant_counts() => Spec.Given(Granted(3)).When(Withdraw(3)).Then(Withdrawn(3));

    [Fact]
    public void A_withdrawal_that_names_an_unknown_notice_is_recorded_as_it_came() => Spec.Given(Granted(1)).When(Withdraw(2)).Then(Withdrawn(2));

    [Fact]
    public void A_withdrawal_of_an_unknown_purpose_is_refused() =>
        Spec.Given().When(Withdraw(1) with { PurposeIsDefined = false }).ThenRefused("consent.purpose_unknown", "purpose_id");

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public void A_withdrawal_of_an_erased_person_is_kept_elsewhere_whenever_it_was_said(int day) =>
        Spec.Given(Granted(1), Erased(10)).When(Withdraw(day)).ThenRefused(EdgeSteps.KeepAsSuppression.Code);

    [Fact]
    public void Who_came_back_withdraws_like_everybody() => Spec.Given(Granted(1), Erased(10), Granted(11)).When(Withdraw(12)).Then(Withdrawn(12));
}
