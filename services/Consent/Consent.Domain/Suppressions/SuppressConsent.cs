using PrivacyPlatform.Kernel;
using static PrivacyPlatform.Consent.Suppressions.SuppressionEvent;

namespace PrivacyPlatform.Consent.Suppressions;

/// <summary>A person who was erased withdrew a consent. Refused in no state, as any withdrawal; what it names was checked where the person's answers are decided.</summary>
public sealed record SuppressConsent : SuppressionCommand
{
    public required string PurposeId { get; init; }

    /// <summary>When the person withdrew, by the producer's clock; UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}

public static partial class SuppressionDecider
{
    private static Decision<SuppressionEvent> Decide(SuppressConsent command, SuppressionState state) =>
        state.Holds(command.PurposeId) ? Decision<SuppressionEvent>.Nothing : new ConsentSuppressed(command.PurposeId, command.OccurredAt);
}
