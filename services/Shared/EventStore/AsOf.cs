namespace PrivacyPlatform.EventStore;

/// <summary>A point from which to look at a stream; what is given applies together, bounds are inclusive.</summary>
/// <param name="Version">No event after this version.</param>
/// <param name="RecordedAt">What we knew then.</param>
/// <param name="OccurredAt">What had happened then, as we know now.</param>
public sealed record AsOf(long? Version = null, DateTimeOffset? RecordedAt = null, DateTimeOffset? OccurredAt = null);
