using PrivacyPlatform.SubProcessors.Engagements;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

public sealed class WithdrawObjectionTests : EngagementSpec
{
    private static readonly WithdrawObjection Withdraw = new() { EngagementId = Id, CustomerId = "norse", OccurredAt = Day(60), RecordedAt = Day(60) };

    private static readonly ObjectionWithdrawn Withdrawn = new("billing", "acme", "norse", 1, Day(60));

    [Fact]
    public void From_then_on_it_is_active_for_the_customer()
    {
        Spec.Given(Proposed, Announced, Objected).When(Withdraw).Then(Withdrawn);
        var engagement = Of(Proposed, Announced, Objected, Withdrawn);
        Activation.At(engagement, Norse, Day(59)).Kind.ShouldBe(StandingKind.Objected);
        Activation.At(engagement, Norse, Day(60)).ShouldSatisfyAllConditions(
            standing => standing.Kind.ShouldBe(StandingKind.Active),
            standing => standing.Since.ShouldBe(Day(60)));
    }

    [Fact]
    public void Withdrawn_within_the_period_the_rest_of_it_still_runs() =>
        Activation.At(Of(Proposed, Announced, Objected, Withdrawn with { At = Day(3) }), Norse, Day(4)).ShouldSatisfyAllConditions(
            standing => standing.Kind.ShouldBe(StandingKind.Announced),
            standing => standing.NextFrom.ShouldBe(new DateTimeOffset(2026, 1, 17, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Withdrawing_twice_records_nothing_new() => Spec.Given(Proposed, Announced, Objected, Withdrawn).When(Withdraw).ThenNothing();

    [Fact]
    public void Without_an_objection_there_is_nothing_to_withdraw() => Spec.Given(Proposed, Announced).When(Withdraw).ThenRefused("engagement.no_objection", "customer_id");

    [Fact]
    public void An_objection_is_not_withdrawn_before_it_was_made() =>
        Spec.Given(Proposed, Announced, Objected).When(Withdraw with { OccurredAt = Day(1.5) }).ThenRefused("engagement.dates_out_of_order");

    [Fact]
    public void A_customers_id_is_a_code() => Spec.Given(Proposed, Announced, Objected).When(Withdraw with { CustomerId = "" }).ThenRefused("customer.id_malformed");

    [Fact]
    public void What_is_over_stays_over() => Spec.Given(Proposed, Announced, Objected, Retired).When(Withdraw).ThenRefused("engagement.retired");
}
