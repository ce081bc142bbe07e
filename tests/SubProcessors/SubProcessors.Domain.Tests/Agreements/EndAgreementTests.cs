using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Agreements.AgreementEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Agreements;

public sealed class EndAgreementTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly AgreementRecorded Recorded = new("norse", "2025-01", 14, At);

    private static readonly AgreementEnded Ended = new("norse", At.AddDays(5));

    private readonly DeciderSpec<AgreementCommand, AgreementState, AgreementEvent> spec = new(AgreementDecider.Decider);

    [Fact]
    public void An_agreement_ends()
    {
        spec.Given(Recorded).When(new EndAgreement("norse", At.AddDays(5))).Then(Ended);
        var state = AgreementDecider.Decider.Fold([Recorded, Ended]);
        state.At(At.AddDays(4)).ShouldNotBeNull();
        state.At(At.AddDays(5)).ShouldBeNull();
    }

    [Fact]
    public void Ending_twice_records_nothing_new() => spec.Given(Recorded, Ended).When(new EndAgreement("norse", At.AddDays(6))).ThenNothing();

    [Fact]
    public void What_was_never_recorded_does_not_end() => spec.Given().When(new EndAgreement("norse", At)).ThenRefused("customer.unknown", "customer_id");

    [Fact]
    public void It_does_not_end_before_it_begins() => spec.Given(Recorded).When(new EndAgreement("norse", At.AddDays(-1))).ThenRefused("agreement.ends_before_it_begins", "at");

    [Fact]
    public void A_customers_id_is_a_code() => spec.Given().When(new EndAgreement("Norse AS", At)).ThenRefused("customer.id_malformed");
}
