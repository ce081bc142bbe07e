using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Tests.Subjects;

public sealed class SubjectStateTests : SubjectSpec
{
    [Fact]
    public void Nothing_is_known_before_the_first_answer()
    {
        SubjectState.Initial.ShouldBeOfType<SubjectState.NothingKnown>();
        SubjectState.Initial.Purposes.ShouldBeEmpty();
        SubjectState.Initial.Present("newsletter").ShouldBe(Answer.NotAsked);
        SubjectState.Initial.At("newsletter", Now).ShouldBe(Answer.NotAsked);
        SubjectState.Initial.Last("newsletter").ShouldBeNull();
    }

    [Fact]
    public void An_answer_holds_from_its_instant_until_the_next()
    {
        var state = SubjectDecider.Decider.Fold([Granted(1), Withdrawn(5)]);

        state.At("newsletter", Day(1).AddMicroseconds(-1)).ShouldBe(Answer.NotAsked);
        state.At("newsletter", Day(1)).ShouldBe(Answer.Granted);
        state.At("newsletter", Day(5).AddMicroseconds(-1)).ShouldBe(Answer.Granted);
        state.At("newsletter", Day(5)).ShouldBe(Answer.Withdrawn);
        state.Present("newsletter").ShouldBe(Answer.Withdrawn);
        state.AnswersTo("newsletter").Select(given => given.Answer).ShouldBe([Answer.Granted, Answer.Withdrawn]);
    }

    [Fact]
    public void Purposes_are_independent()
    {
        var state = SubjectDecider.Decider.Fold([Granted(1), Granted(1) with { PurposeId = "service-status" }, Withdrawn(2)]);

        state.Present("newsletter").ShouldBe(Answer.Withdrawn);
        state.Present("service-status").ShouldBe(Answer.Granted);
        state.Purposes.ShouldBe(["newsletter", "service-status"]);
    }

    [Fact]
    public void Thousands_of_answers_of_one_person_are_no_burden()
    {
        SubjectEvent[] history = [.. Enumerable.Range(1, 5_000).Select(day => (SubjectEvent)(day % 2 == 0 ? Granted(day) : Withdrawn(day)))];

        // Newest first is the worst order for a list; the bound is far above what a set needs and far below what a copy each time costs.
        var state = SubjectDecider.Decider.Fold(history.Reverse());

        state.AnswersTo("newsletter").Count.ShouldBe(5_000);
        state.At("newsletter", Day(2_501)).ShouldBe(Answer.Withdrawn);
    }
}
