using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Agreements.AgreementEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Agreements;

public sealed class RecordAgreementTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RecordAgreement Record = new("norse", "2025-01", 14, At);

    private static readonly AgreementRecorded Recorded = new("norse", "2025-01", 14, At);

    private readonly DeciderSpec<AgreementCommand, AgreementState, AgreementEvent> spec = new(AgreementDecider.Decider);

    [Fact]
    public void A_customers_agreement_is_recorded() => spec.Given().When(Record).Then(Recorded);

    [Fact]
    public void Recording_the_same_twice_records_nothing_new() => spec.Given(Recorded).When(Record).ThenNothing();

    [Fact]
    public void A_later_version_counts_from_its_own_day_and_not_before()
    {
        var later = Recorded with { DpaVersion = "2026-01", NoticeDays = 30, From = At.AddDays(10) };
        spec.Given(Recorded).When(Record with { DpaVersion = "2026-01", NoticeDays = 30, From = At.AddDays(10) }).Then(later);
        var state = AgreementDecider.Decider.Fold([Recorded, later]);
        state.At(At.AddDays(9))!.NoticeDays.ShouldBe(14);
        state.At(At.AddDays(10))!.NoticeDays.ShouldBe(30);
        state.At(At.AddDays(-1)).ShouldBeNull();
    }

    [Fact]
    public void A_customer_may_come_back() =>
        spec.Given(Recorded, new AgreementEnded("norse", At.AddDays(5))).When(Record).Then(Recorded);

    [Fact]
    public void What_cannot_be_is_refused()
    {
        spec.Given().When(Record with { CustomerId = "anna@norse.example" }).ThenRefused("customer.id_malformed", "customer_id");
        spec.Given().When(Record with { DpaVersion = "" }).ThenRefused("agreement.version_malformed", "dpa_version");
        spec.Given().When(Record with { NoticeDays = 400 }).ThenRefused("agreement.notice_days_malformed", "notice_days");
    }
}
