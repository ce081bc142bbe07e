using PrivacyPlatform.SubProcessors.Engagements;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class ResumeEngagementTests : EngagementSpec
{
    private static readonly ResumeEngagement Resume = new() { EngagementId = Id, OccurredAt = Day(45), RecordedAt = Day(45), Facts = Facts };

    private static readonly EngagementResumed Resumed = new("billing", "acme", Day(45));

    [Fact]
    public void It_goes_on()
    {
        Spec.Given(Listed, Suspended).When(Resume).Then(Resumed);
        Activation.At(Of(Listed, Suspended, Resumed), Norse, Day(45)).Kind.ShouldBe(StandingKind.Active);
        Activation.At(Of(Listed, Suspended, Resumed), Norse, Day(44)).Kind.ShouldBe(StandingKind.Suspended);
    }

    [Fact]
    public void Resuming_twice_records_nothing_new() => Spec.Given(Listed, Suspended, Resumed).When(Resume).ThenNothing();

    [Fact]
    public void What_was_never_suspended_does_not_resume() => Spec.Given(Listed).When(Resume).ThenRefused("engagement.not_suspended");

    [Fact]
    public void Its_transfers_need_a_mechanism_that_holds() =>
        Spec.Given(Listed, Suspended)
            .When(Resume with { Facts = Facts with { Law = Laws.File.With([], [new("scc-2021", Laws.Day("2026-02-01"))]) } })
            .ThenRefused("transfer.mechanism_no_longer_valid");

    [Fact]
    public void It_does_not_resume_before_it_stopped() => Spec.Given(Listed, Suspended).When(Resume with { OccurredAt = Day(39) }).ThenRefused("engagement.dates_out_of_order");

    [Fact]
    public void What_is_over_does_not_resume() => Spec.Given(Listed, Suspended, Retired).When(Resume).ThenRefused("engagement.retired");
}
