using FsCheck;
using FsCheck.Fluent;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Tests.Subjects;

/// <summary>
/// The same answers, in whatever order they arrive, make the same history. Few instants and two purposes, so that answers meet.
/// A failure prints the seed and the smallest case.
/// </summary>
public sealed class ArrivalOrderTests : SubjectSpec
{
    private static readonly string[] Purposes = ["newsletter", "service-status"];

    private sealed record Said(Answer Answer, string PurposeId, int Day);

    private sealed record TwoArrivals(Said[] First, Said[] Second)
    {
        public override string ToString() => $"{string.Join(", ", (object[])First)} | {string.Join(", ", (object[])Second)}";
    }

    private static Gen<Said> AnyAnswer { get; } =
        from answer in Gen.Elements(Answer.Granted, Answer.Denied, Answer.Withdrawn)
        from purpose in Gen.Elements(Purposes)
        from day in Gen.Choose(1, 8)
        select new Said(answer, purpose, day);

    private static Arbitrary<Said[]> AnyHistory { get; } = Arb.From(AnyAnswer.ArrayOf());

    private static Arbitrary<TwoArrivals> AnyTwoArrivals { get; } = Arb.From(
        from history in AnyAnswer.ArrayOf()
        from order in Gen.Shuffle(history)
        select new TwoArrivals(history, order));

    [Fact]
    public void Every_order_of_arrival_gives_the_same_answers_at_every_instant() =>
        Prop.ForAll(AnyTwoArrivals, arrivals => Answers(Arrive(arrivals.First).State) == Answers(Arrive(arrivals.Second).State))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_answer_at_an_instant_is_the_last_one_given_and_the_protective_one_of_equals() =>
        Prop.ForAll(AnyHistory, history => Answers(Arrive(history).State) == Recomputed(history)).QuickCheckThrowOnFailure();

    [Fact]
    public void Folding_the_recorded_events_gives_the_state_that_decided() =>
        Prop.ForAll(AnyHistory, history =>
        {
            var (state, events) = Arrive(history);
            return Answers(SubjectDecider.Decider.Fold(events)) == Answers(state);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Deciding_the_same_again_gives_the_same_events() =>
        Prop.ForAll(AnyHistory, history => Arrive(history).Events.SequenceEqual(Arrive(history).Events)).QuickCheckThrowOnFailure();

    [Fact]
    public void Said_twice_is_said_once() =>
        Prop.ForAll(AnyHistory, history => Arrive([.. history, .. history]).Events.Count == history.Distinct().Count()).QuickCheckThrowOnFailure();

    [Fact]
    public void An_effect_says_what_became_of_the_present_and_of_the_past() =>
        Prop.ForAll(AnyHistory, history =>
        {
            var state = SubjectState.Initial;
            return Arrive(history).Events.Cast<SubjectEvent.Answered>().All(recorded =>
            {
                var before = state;
                state = SubjectState.Evolve(state, recorded);
                var present = before.Present(recorded.PurposeId) != state.Present(recorded.PurposeId);
                var past = Answers(before) != Answers(state);
                return recorded.Effect switch
                {
                    Effect.Changed => present && recorded.HeldUntil is null,
                    Effect.Confirmed => !present && !past,

                    // Outweighed at its own instant, an answer held for no time at all.
                    Effect.Past => !present && recorded.PresentAnswer == state.Present(recorded.PurposeId) && past == (recorded.HeldUntil > recorded.OccurredAt),
                    _ => false,
                };
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_comparison_sees_a_difference() => Answers(Arrive([new(Answer.Granted, "newsletter", 1)]).State)
        .ShouldNotBe(Answers(Arrive([new(Answer.Granted, "newsletter", 2)]).State));

    private static (SubjectState State, IReadOnlyList<SubjectEvent> Events) Arrive(IEnumerable<Said> history)
    {
        var state = SubjectState.Initial;
        var events = new List<SubjectEvent>();
        foreach (var said in history)
        {
            var decision = SubjectDecider.Decide(CommandFor(said), state);
            var accepted = decision.ShouldBeOfType<Decision<SubjectEvent>.Accepted>().Events;
            state = accepted.Aggregate(state, SubjectState.Evolve);
            events.AddRange(accepted);
        }

        return (state, events);
    }

    private static SubjectCommand CommandFor(Said said) => said.Answer switch
    {
        Answer.Granted => Grant(said.Day) with { PurposeId = said.PurposeId },
        Answer.Denied => Deny(said.Day) with { PurposeId = said.PurposeId },
        _ => Withdraw(said.Day) with { PurposeId = said.PurposeId },
    };

    private static string Answers(SubjectState state) => string.Join('\n', Purposes.Select(purpose =>
        $"{purpose}: {string.Join(' ', Enumerable.Range(0, 10).Select(day => state.At(purpose, Day(day))))} {state.Present(purpose)}"));

    private static string Recomputed(Said[] history) => string.Join('\n', Purposes.Select(purpose =>
    {
        // Straight from the sentence, without the domain's own order.
        Answer At(int day) => history
            .Where(said => said.PurposeId == purpose && said.Day <= day)
            .GroupBy(said => said.Day)
            .OrderBy(instant => instant.Key)
            .LastOrDefault()?
            .Max(said => said.Answer) ?? Answer.NotAsked;
        return $"{purpose}: {string.Join(' ', Enumerable.Range(0, 10).Select(At))} {At(int.MaxValue)}";
    }));
}
