using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class ReplaceInEmergencyTests : EngagementSpec
{
    private static readonly ReplaceInEmergency Replace = new()
    {
        EngagementId = Id,
        RegisterId = "billing",
        VendorId = "acme",
        Terms = Terms,
        Replaces = "billing-old",
        Reason = "The old one was breached.",
        ReplacedIsKnown = true,
        RecordedAt = Day(1),
        Facts = Facts,
    };

    [Fact]
    public void It_is_active_at_once_and_shown_as_what_it_is()
    {
        Spec.Given().When(Replace).Then(Replaced);
        Activation.At(Of(Replaced), Norse, Day(1)).Kind.ShouldBe(StandingKind.Active);
        Of(Replaced).Emergency.ShouldBe(new EmergencyReplacement("billing-old", "The old one was breached."));
    }

    [Fact]
    public void Replacing_the_same_twice_records_nothing_new() => Spec.Given(Replaced).When(Replace).ThenNothing();

    [Fact]
    public void An_objection_suspends_it_for_that_customer_alone_from_then_on()
    {
        var engagement = Of(Replaced, Objected);
        Activation.At(engagement, Norse, Day(1.5)).Kind.ShouldBe(StandingKind.Active);
        Activation.At(engagement, Norse, Day(3)).Kind.ShouldBe(StandingKind.Objected);
        Activation.At(engagement, customer: null, Day(3)).Kind.ShouldBe(StandingKind.Active);
    }

    [Fact]
    public void It_needs_a_reason_and_another_engagement()
    {
        Spec.Given().When(Replace with { Reason = "" }).ThenRefused("engagement.reason_required", "reason");
        Spec.Given().When(Replace with { ReplacedIsKnown = false }).ThenRefused("engagement.replaces_itself", "replaces");
        Spec.Given().When(Replace with { Replaces = Id }).ThenRefused("engagement.replaces_itself", "replaces");
    }

    [Fact]
    public void An_emergency_is_no_mechanism() => Spec.Given().When(Replace with { Terms = Terms with { Mechanism = null } }).ThenRefused("transfer.mechanism_missing");

    [Fact]
    public void An_id_that_is_taken_stays_so() => Spec.Given(Proposed).When(Replace).ThenRefused("engagement.exists");
}
