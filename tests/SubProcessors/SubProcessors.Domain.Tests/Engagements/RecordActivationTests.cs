using PrivacyPlatform.SubProcessors.Engagements;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class RecordActivationTests : EngagementSpec
{
    private static readonly RecordActivation Activate = new() { EngagementId = Id, Customer = Norse, RecordedAt = Day(20) };

    private static readonly DateTimeOffset Due = new(2026, 1, 17, 0, 0, 0, TimeSpan.Zero);

    private static readonly EngagementActivated Activated = new("billing", "acme", "norse", 1, Due, InEmergency: false);

    [Fact]
    public void When_it_is_due_it_is_recorded_with_the_instant_that_follows_from_the_facts() => Spec.Given(Proposed, Announced).When(Activate).Then(Activated);

    [Fact]
    public void It_is_recorded_once() => Spec.Given(Proposed, Announced, Activated).When(Activate with { RecordedAt = Day(90) }).ThenNothing();

    [Fact]
    public void It_is_recorded_for_each_customer() =>
        Spec.Given(Proposed, Announced, Activated)
            .When(Activate with { Customer = null, RecordedAt = Day(40) })
            .Then(Activated with { CustomerId = null, From = new DateTimeOffset(2026, 2, 2, 0, 0, 0, TimeSpan.Zero) });

    [Fact]
    public void Before_it_is_due_it_is_refused()
    {
        Spec.Given(Proposed, Announced).When(Activate with { RecordedAt = Due.AddMicroseconds(-1) }).ThenRefused("engagement.not_active");
        Spec.Given(Proposed, Announced).When(Activate with { RecordedAt = Due }).Then(Activated);
    }

    [Fact]
    public void For_who_objects_it_is_never_due() => Spec.Given(Proposed, Announced, Objected).When(Activate).ThenRefused("engagement.not_active");

    [Fact]
    public void What_was_always_listed_needs_no_record() => Spec.Given(Listed).When(Activate).ThenNothing();

    [Fact]
    public void An_emergency_says_so() => Spec.Given(Replaced).When(Activate).Then(Activated with { From = Day(1), InEmergency = true });

    [Fact]
    public void A_draft_is_never_active() => Spec.Given(Proposed).When(Activate).ThenRefused("engagement.not_active");

    [Fact]
    public void The_record_changes_no_answer() =>
        Activation.At(Of(Proposed, Announced, Activated), Norse, Day(20)).ShouldBe(Activation.At(Of(Proposed, Announced), Norse, Day(20)));
}
