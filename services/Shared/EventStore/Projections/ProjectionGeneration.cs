namespace PrivacyPlatform.EventStore;

/// <summary>One build of a projection from the first event on.</summary>
/// <param name="Generation">From 1 on.</param>
/// <param name="CodeVersion">The <see cref="IProjection.Version"/> that builds it.</param>
/// <param name="Slot">Which of the two tables it writes.</param>
/// <param name="Position">The last event that it has taken in; over all tenants.</param>
/// <param name="StoppedAt">The position of the event that it cannot take in; null while it moves.</param>
/// <param name="StoppedReason">Kinds and names only, no data.</param>
public sealed record ProjectionGeneration(
    string Name, int Generation, int CodeVersion, string Slot, ProjectionState State, long Position, long? StoppedAt, string? StoppedReason, DateTimeOffset UpdatedAt);

public enum ProjectionState
{
    /// <summary>Its tables are what the view shows.</summary>
    Live,

    /// <summary>Built beside the live one.</summary>
    Building,

    /// <summary>Another took its place.</summary>
    Retired,
}
