namespace PrivacyPlatform.EventStore;

/// <summary>An event that was decided elsewhere, as it is to be stored.</summary>
/// <param name="OccurredAt">When it happened. Stored in UTC, truncated to microseconds.</param>
/// <param name="RecordedAt">When it was learned of, there; as <paramref name="OccurredAt"/>.</param>
/// <param name="Actor">A code for who acted, never a person's name.</param>
public sealed record ImportedEvent(
    EventData Data, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string Actor, string? CorrelationId = null, string? CausationId = null);

/// <summary>The next events of one stream.</summary>
/// <param name="StreamType">The name of the stream's type.</param>
/// <param name="Stream">The stream's id.</param>
/// <param name="ExpectedVersion">What the stream's version must be; 0 for a stream that is not there yet. A stream that comes more than once goes on where it was left.</param>
/// <param name="Events">At least one.</param>
public sealed record StreamImport(string StreamType, string Stream, long ExpectedVersion, IReadOnlyList<ImportedEvent> Events);

/// <param name="Repeated">The import's id was imported before; these are its first results.</param>
public sealed record Imported(int Events, bool Repeated);
