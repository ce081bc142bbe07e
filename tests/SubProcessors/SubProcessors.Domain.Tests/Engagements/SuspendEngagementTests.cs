using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class SuspendEngagementTests : EngagementSpec
{
    private static readonly SuspendEngagement Suspend = new() { EngagementId = Id, Reason = "A breach is looked into.", OccurredAt = Day(40), RecordedAt = Day(40) };

    [Fact]
    public void It_stops_for_everybody()
    {
        Spec.Given(Listed).When(Suspend).Then(Suspended);
        Activation.At(Of(Listed, Suspended), Norse, Day(41)).Kind.ShouldBe(StandingKind.Suspended);
        Activation.At(Of(Listed, Suspended), customer: null, Day(39)).Kind.ShouldBe(StandingKind.Active);
    }

    [Fact]
    public void Suspending_twice_records_nothing_new() => Spec.Given(Listed, Suspended).When(Suspend).ThenNothing();

    [Fact]
    public void It_needs_a_reason() => Spec.Given(Listed).When(Suspend with { Reason = "" }).ThenRefused("engagement.reason_required", "reason");

    [Fact]
    public void A_draft_has_nothing_to_stop() => Spec.Given(Proposed).When(Suspend).ThenRefused("engagement.not_announced");

    [Fact]
    public void It_is_not_stopped_before_it_began() => Spec.Given(Listed).When(Suspend with { OccurredAt = Day(-1) }).ThenRefused("engagement.dates_out_of_order");

    [Fact]
    public void What_is_over_is_not_suspended() => Spec.Given(Listed, Retired).When(Suspend).ThenRefused("engagement.retired");
}
