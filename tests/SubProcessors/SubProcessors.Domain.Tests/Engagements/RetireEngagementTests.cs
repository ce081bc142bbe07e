using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class RetireEngagementTests : EngagementSpec
{
    private static readonly RetireEngagement Retire = new() { EngagementId = Id, ReplacedBy = null, OccurredAt = Day(50), RecordedAt = Day(50) };

    [Fact]
    public void It_is_over_for_everybody_from_then_on()
    {
        Spec.Given(Listed).When(Retire).Then(Retired);
        Activation.At(Of(Listed, Retired), Norse, Day(50)).Kind.ShouldBe(StandingKind.Retired);
        Activation.At(Of(Listed, Retired), Norse, Day(49)).Kind.ShouldBe(StandingKind.Active);
    }

    [Fact]
    public void It_says_what_stands_in_its_place() => Spec.Given(Listed).When(Retire with { ReplacedBy = "billing-new" }).Then(Retired with { ReplacedBy = "billing-new" });

    [Fact]
    public void Retiring_twice_records_nothing_new() => Spec.Given(Listed, Retired).When(Retire with { OccurredAt = Day(60), RecordedAt = Day(60) }).ThenNothing();

    [Fact]
    public void A_draft_and_a_suspended_one_can_be_retired_too()
    {
        Spec.Given(Proposed).When(Retire).Then(Retired);
        Spec.Given(Listed, Suspended).When(Retire).Then(Retired);
    }

    [Fact]
    public void It_does_not_replace_itself() => Spec.Given(Listed).When(Retire with { ReplacedBy = Id }).ThenRefused("engagement.replaces_itself");

    [Fact]
    public void It_does_not_end_before_its_last_change() => Spec.Given(Listed, Suspended).When(Retire with { OccurredAt = Day(39) }).ThenRefused("engagement.dates_out_of_order");

    [Fact]
    public void It_does_not_end_in_the_future() => Spec.Given(Listed).When(Retire with { OccurredAt = Day(51) }).ThenRefused("engagement.in_future");

    [Fact]
    public void What_is_unknown_does_not_end() => Spec.Given().When(Retire).ThenRefused("engagement.unknown");
}
