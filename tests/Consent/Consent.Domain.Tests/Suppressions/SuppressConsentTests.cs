using PrivacyPlatform.Consent.Suppressions;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.Consent.Suppressions.SuppressionEvent;

namespace PrivacyPlatform.Consent.Tests.Suppressions;

public sealed class SuppressConsentTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly DeciderSpec<SuppressionCommand, SuppressionState, SuppressionEvent> spec = new(SuppressionDecider.Decider);

    [Fact]
    public void An_erased_person_forbids() => spec.Given().When(Suppress("newsletter")).Then(new ConsentSuppressed("newsletter", At));

    [Fact]
    public void Forbidding_twice_records_nothing_new() =>
        spec.Given(new ConsentSuppressed("newsletter", At)).When(Suppress("newsletter")).ThenNothing();

    [Fact]
    public void Purposes_are_independent() =>
        spec.Given(new ConsentSuppressed("newsletter", At)).When(Suppress("service-status")).Then(new ConsentSuppressed("service-status", At));

    [Fact]
    public void What_is_forbidden_stays_so()
    {
        var state = SuppressionDecider.Decider.Fold([new ConsentSuppressed("newsletter", At), new ConsentSuppressed("service-status", At)]);

        state.Holds("newsletter").ShouldBeTrue();
        state.Holds("service-status").ShouldBeTrue();
        state.Holds("provide-service").ShouldBeFalse();
        SuppressionState.Initial.Holds("newsletter").ShouldBeFalse();
    }

    private static SuppressConsent Suppress(string purpose) => new() { PurposeId = purpose, OccurredAt = At };
}
