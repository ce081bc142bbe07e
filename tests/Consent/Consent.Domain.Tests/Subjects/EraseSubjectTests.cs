using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Tests.Subjects;

public sealed class EraseSubjectTests : SubjectSpec
{
    [Fact]
    public void A_person_is_erased() => Spec.Given(Granted(1), Withdrawn(2)).When(Erase(10)).Then(Erased(10));

    [Fact]
    public void Who_never_answered_is_erased_so_that_nothing_late_makes_them_known() => Spec.Given().When(Erase(10)).Then(Erased(10));

    [Fact]
    public void Erasing_twice_records_nothing_new() => Spec.Given(Granted(1), Erased(10)).When(Erase(11)).ThenNothing();

    [Fact]
    public void Who_came_back_is_erased_again() => Spec.Given(Granted(1), Erased(10), Granted(12)).When(Erase(20)).Then(Erased(20));

    [Theory]
    [InlineData("")]
    [InlineData("because Anna asked")]
    [InlineData("DSAR")]
    public void A_reason_that_is_no_code_is_refused(string reason) =>
        Spec.Given().When(Erase(10) with { Reason = reason }).ThenRefused("erasure.reason_malformed", "reason");

    [Fact]
    public void A_person_is_not_erased_by_an_address() =>
        Spec.Given().When(Erase(10) with { SubjectId = "anna@example.com" }).ThenRefused("subject.looks_personal", "subject_id");

    [Fact]
    public void Nothing_that_was_answered_before_counts_any_more()
    {
        var state = SubjectDecider.Decider.Fold([Granted(1), Erased(10)]);

        state.ShouldBe(new SubjectState.Erased(new(ErasureOn(10), Day(10))));
        state.Present("newsletter").ShouldBe(Answer.NotAsked);
        state.At("newsletter", Day(2)).ShouldBe(Answer.NotAsked);
        state.Purposes.ShouldBeEmpty();
    }

    [Fact]
    public void Who_came_back_is_remembered_to_have_been_erased()
    {
        var state = SubjectDecider.Decider.Fold([Granted(1), Erased(10), Denied(12)]);

        state.Present("newsletter").ShouldBe(Answer.Denied);
        state.AnswersTo("newsletter").Count.ShouldBe(1);
        state.Erasure.ShouldBe(new SubjectErasure(ErasureOn(10), Day(10)));
    }
}
