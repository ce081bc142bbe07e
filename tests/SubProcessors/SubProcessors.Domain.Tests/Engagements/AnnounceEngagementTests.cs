using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class AnnounceEngagementTests : EngagementSpec
{
    private static readonly AnnounceEngagement Announce = new() { EngagementId = Id, RecordedAt = Day(1), Facts = Facts };

    [Fact]
    public void A_draft_is_announced_and_the_periods_run()
    {
        Spec.Given(Proposed).When(Announce).Then(Announced);
        Activation.At(Of(Proposed, Announced), Norse, Day(1)).ShouldSatisfyAllConditions(
            standing => standing.Kind.ShouldBe(StandingKind.Announced),
            standing => standing.NextFrom.ShouldBe(new DateTimeOffset(2026, 1, 17, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Announcing_twice_records_nothing_new() => Spec.Given(Proposed, Announced).When(Announce with { RecordedAt = Day(9) }).ThenNothing();

    [Fact]
    public void What_was_never_proposed_is_unknown() => Spec.Given().When(Announce).ThenRefused("engagement.unknown", "engagement_id");

    [Fact]
    public void A_mechanism_that_fell_between_draft_and_announcement_is_noticed() =>
        Spec.Given(Proposed)
            .When(Announce with { Facts = Facts with { Law = Laws.File.With([], [new("scc-2021", Laws.Day("2026-01-02"))]) } })
            .ThenRefused("transfer.mechanism_no_longer_valid");

    [Fact]
    public void A_retired_draft_is_not_announced() => Spec.Given(Proposed, Retired).When(Announce).ThenRefused("engagement.retired");
}
