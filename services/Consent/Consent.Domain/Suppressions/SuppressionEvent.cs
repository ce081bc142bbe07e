namespace PrivacyPlatform.Consent.Suppressions;

/// <summary>
/// What an erased person forbade since. Stream: <c>suppression-{blind index}</c>: who has the person's id and the vault's secret finds it, and nobody learns the
/// id from it.
/// </summary>
public abstract record SuppressionEvent
{
    private SuppressionEvent() { }

    /// <summary>The person withdrew this consent, of which nothing was known any more.</summary>
    public sealed record ConsentSuppressed(string PurposeId, DateTimeOffset OccurredAt) : SuppressionEvent;
}
