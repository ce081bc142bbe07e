using System.Collections.Immutable;

namespace PrivacyPlatform.Consent.Suppressions;

/// <summary>What one erased person forbade.</summary>
public abstract record SuppressionState
{
    private SuppressionState() { }

    /// <summary>Nothing.</summary>
    public sealed record Nothing : SuppressionState;

    /// <param name="PurposeIds">Ordinal order; at least one.</param>
    public sealed record Suppressed(ImmutableSortedSet<string> PurposeIds) : SuppressionState;

    public static SuppressionState Initial { get; } = new Nothing();

    /// <summary>Whether this consent may not be granted.</summary>
    public bool Holds(string purposeId) => this is Suppressed suppressed && suppressed.PurposeIds.Contains(purposeId);

    public static SuppressionState Evolve(SuppressionState state, SuppressionEvent @event) => @event switch
    {
        SuppressionEvent.ConsentSuppressed suppressed => new Suppressed(
            (state is Suppressed before ? before.PurposeIds : ImmutableSortedSet.Create<string>(StringComparer.Ordinal)).Add(suppressed.PurposeId)),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is not evolved"),
    };
}
