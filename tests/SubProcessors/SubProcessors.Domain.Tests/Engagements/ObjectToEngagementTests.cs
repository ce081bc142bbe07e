using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class ObjectToEngagementTests : EngagementSpec
{
    private static readonly ObjectToEngagement Objection = new() { EngagementId = Id, Customer = Norse, Reason = null, OccurredAt = Day(2), RecordedAt = Day(2) };

    [Fact]
    public void An_objection_within_the_period_is_recorded_and_stops_it_for_that_customer_alone()
    {
        Spec.Given(Proposed, Announced).When(Objection).Then(Objected);
        var engagement = Of(Proposed, Announced, Objected);
        Activation.At(engagement, Norse, Day(1000)).Kind.ShouldBe(StandingKind.Objected);
        Activation.At(engagement, customer: null, Day(1000)).Kind.ShouldBe(StandingKind.Active);
    }

    [Fact]
    public void Objecting_twice_records_nothing_new() => Spec.Given(Proposed, Announced, Objected).When(Objection with { OccurredAt = Day(3), RecordedAt = Day(3) }).ThenNothing();

    [Fact]
    public void Objecting_again_after_withdrawing_is_a_new_objection() =>
        Spec.Given(Proposed, Announced, Objected, new ObjectionWithdrawn("billing", "acme", "norse", 1, Day(3)))
            .When(Objection with { OccurredAt = Day(4), RecordedAt = Day(4) })
            .Then(Objected with { At = Day(4) });

    [Fact]
    public void After_the_period_silence_was_approval() =>
        Spec.Given(Proposed, Announced).When(Objection with { OccurredAt = Day(16), RecordedAt = Day(16) }).ThenRefused("engagement.notice_period_over", "occurred_at");

    [Fact]
    public void An_objection_in_time_counts_though_it_is_recorded_late() =>
        Spec.Given(Proposed, Announced).When(Objection with { RecordedAt = Day(60) }).Then(Objected);

    [Fact]
    public void To_what_was_always_listed_there_is_no_objection() => Spec.Given(Listed).When(Objection).ThenRefused("engagement.notice_period_over");

    [Fact]
    public void Whoever_objects_to_new_terms_objects_to_all_that_it_still_can() =>
        Spec.Given(Proposed, Announced, new EngagementAmended("billing", "acme", 2, InIndiaToo, AmendmentWay.Announced, 30, Day(3)))
            .When(Objection with { OccurredAt = Day(4), RecordedAt = Day(4) })
            .Then(Objected with { At = Day(4) }, Objected with { At = Day(4), TermsNumber = 2 });

    [Fact]
    public void Nobody_objects_to_a_draft() => Spec.Given(Proposed).When(Objection).ThenRefused("engagement.not_announced");

    [Fact]
    public void Whoever_has_no_agreement_is_no_customer()
    {
        Spec.Given(Proposed, Announced).When(Objection with { Customer = Stranger }).ThenRefused("customer.unknown", "customer_id");
        Spec.Given(Proposed, Announced).When(Objection with { Customer = Stranger with { CustomerId = "Anna B." } }).ThenRefused("customer.id_malformed");
    }

    [Fact]
    public void Nobody_objects_before_being_told_or_in_the_future()
    {
        Spec.Given(Proposed, Announced).When(Objection with { OccurredAt = Day(0) }).ThenRefused("engagement.dates_out_of_order");
        Spec.Given(Proposed, Announced).When(Objection with { OccurredAt = Day(3) }).ThenRefused("engagement.in_future");
    }

    [Fact]
    public void A_reason_is_one_line() => Spec.Given(Proposed, Announced).When(Objection with { Reason = "a\nb" }).ThenRefused("engagement.reason_required", "reason");

    [Fact]
    public void What_is_over_needs_no_objection() => Spec.Given(Proposed, Announced, Retired).When(Objection).ThenRefused("engagement.retired");

    [Fact]
    public void A_former_customer_has_no_say() =>
        Spec.Given(Proposed, Announced)
            .When(Objection with { Customer = Norse with { Agreement = (AgreementState.Known)Norse.Agreement with { EndedAt = Day(1.5) } } })
            .ThenRefused("customer.unknown");
}
