using FsCheck;
using FsCheck.Fluent;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

/// <summary>When terms become active, for any notice period and whatever two customers do. A failure prints the seed and the smallest case.</summary>
public sealed class ActivationTests : EngagementSpec
{
    /// <summary>What one customer does: it objects, or takes its objection back, on the given hour after the announcement.</summary>
    private sealed record Step(bool First, bool Objects, int Hour);

    private sealed record Story(int Notice, int OtherNotice, Step[] Steps)
    {
        public override string ToString() => $"{Notice} and {OtherNotice} days: {string.Join(", ", (object[])Steps)}";
    }

    private static Arbitrary<Story> AnyStory { get; } = Arb.From(
        from notice in Gen.Choose(0, 5)
        from other in Gen.Choose(0, 5)
        from steps in (from first in Gen.Elements(true, false)
                       from objects in Gen.Elements(true, false)
                       from hour in Gen.Choose(0, 200)
                       select new Step(first, objects, hour)).ArrayOf()
        select new Story(notice, other, [.. steps.OrderBy(step => step.Hour)]));

    [Theory]
    [InlineData("2026-03-01T10:00:00Z", 30, "2026-04-01T00:00:00Z")]
    [InlineData("2026-03-01T00:00:00Z", 1, "2026-03-03T00:00:00Z")]
    [InlineData("2026-03-01T23:59:59Z", 1, "2026-03-03T00:00:00Z")]
    [InlineData("2024-02-28T12:00:00Z", 1, "2024-03-01T00:00:00Z")]
    [InlineData("2026-03-01T10:00:00Z", 0, "2026-03-01T10:00:00Z")]
    public void The_day_of_the_announcement_does_not_count_and_the_last_day_counts_in_full(string announced, int days, string end) =>
        Activation.PeriodEnd(At(announced), days).ShouldBe(At(end));

    [Fact]
    public void A_period_is_never_shorter_than_so_many_times_24_hours() =>
        Prop.ForAll(Gen.Choose(1, 60).Zip(Gen.Choose(0, 400_000)).ToArbitrary(), (Func<(int Days, int Minutes), bool>)(any =>
        {
            var announced = Day(0).AddMinutes(any.Minutes);
            var period = Activation.PeriodEnd(announced, any.Days) - announced;
            return period >= TimeSpan.FromDays(any.Days) && period < TimeSpan.FromDays(any.Days + 2);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Silence_is_approval_at_the_end_of_ones_own_period_and_not_before() =>
        Prop.ForAll(AnyStory, story =>
        {
            var engagement = Of(Proposed, Announced);
            var end = Activation.PeriodEnd(Day(1), story.Notice);
            var before = Activation.At(engagement, Customer("a", story.Notice), end.AddMicroseconds(-1)).Kind;
            return Activation.At(engagement, Customer("a", story.Notice), end).Kind == StandingKind.Active
                && before == (story.Notice == 0 ? StandingKind.Proposed : StandingKind.Announced);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_is_active_exactly_when_the_period_has_passed_and_no_objection_stands() =>
        Prop.ForAll(AnyStory, story => Hours.All(hour =>
        {
            var (engagement, taken) = Play(story);
            var instant = Day(1).AddHours(hour);
            return (Activation.At(engagement, Customer("a", story.Notice), instant).Kind == StandingKind.Active) == Expected(taken, story.Notice, hour, instant);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void What_one_customer_does_changes_nothing_for_another() =>
        Prop.ForAll(AnyStory, story =>
        {
            var both = Play(story).Engagement;
            var alone = Play(story with { Steps = [.. story.Steps.Where(step => !step.First)] }).Engagement;
            return Hours.All(hour =>
                Activation.At(both, Customer("b", story.OtherNotice), Day(1).AddHours(hour)) == Activation.At(alone, Customer("b", story.OtherNotice), Day(1).AddHours(hour)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_an_agreement_the_registers_period_as_it_was_then_counts() =>
        Activation.ActiveFrom(Of(Proposed, Announced), Of(Proposed, Announced).Versions[0], Stranger).ShouldBe(Activation.PeriodEnd(Day(1), 30));

    [Fact]
    public void The_agreement_that_the_customer_had_when_it_was_told_counts_and_no_later_one()
    {
        var changed = new AgreementState.Known("norse", [new("2025-01", 14, Day(-300)), new("2026-01", 60, Day(5))], EndedAt: null);
        Activation.ActiveFrom(Of(Proposed, Announced), Of(Proposed, Announced).Versions[0], new("norse", changed)).ShouldBe(Activation.PeriodEnd(Day(1), 14));
    }

    private static IEnumerable<int> Hours => Enumerable.Range(0, 30).Select(step => step * 8);

    private static Customer Customer(string id, int notice) => new(id, new AgreementState.Known(id, [new("1", notice, Day(-300))], EndedAt: null));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    // What the rules let through, of what the customers try.
    private static (Engagement Engagement, IReadOnlyList<Step> Taken) Play(Story story)
    {
        EngagementState state = EngagementDecider.Decider.Fold([Proposed, Announced]);
        var taken = new List<Step>();
        foreach (var step in story.Steps)
        {
            var at = Day(1).AddHours(step.Hour);
            var customer = step.First ? Customer("a", story.Notice) : Customer("b", story.OtherNotice);
            EngagementCommand command = step.Objects
                ? new ObjectToEngagement { EngagementId = Id, Customer = customer, Reason = null, OccurredAt = at, RecordedAt = at }
                : new WithdrawObjection { EngagementId = Id, CustomerId = customer.CustomerId, OccurredAt = at, RecordedAt = at };
            if (EngagementDecider.Decide(command, state) is Decision<EngagementEvent>.Accepted { Events: { Count: > 0 } events })
            {
                state = events.Aggregate(state, EngagementState.Evolve);
                taken.Add(step);
            }
        }

        return (((EngagementState.Known)state).Engagement, taken);
    }

    // Straight from the sentence, without the domain's own arithmetic of instants.
    private static bool Expected(IReadOnlyList<Step> taken, int notice, int hour, DateTimeOffset instant)
    {
        var mine = taken.LastOrDefault(step => step.First && step.Hour <= hour);
        var passed = notice == 0 || instant.UtcDateTime.Date > Day(1).UtcDateTime.Date.AddDays(notice);
        return passed && mine is not { Objects: true };
    }
}
