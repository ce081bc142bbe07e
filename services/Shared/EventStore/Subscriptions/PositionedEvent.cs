namespace PrivacyPlatform.EventStore;

/// <summary>An event and its place in the order of everything that was committed.</summary>
/// <param name="Position">From 1 on, without gaps: among its tenant's events, or among all tenants' where all were asked for. Never changes.</param>
public sealed record PositionedEvent(long Position, RecordedEvent Event);

/// <summary>What a look at the feed found.</summary>
/// <param name="Events">In order; empty when there is nothing new.</param>
/// <param name="Position">To go on from: of the last event, or where the look began.</param>
/// <param name="End">The highest position there was.</param>
public sealed record FeedPage(IReadOnlyList<PositionedEvent> Events, long Position, long End)
{
    /// <summary>There was nothing behind this page when it was read.</summary>
    public bool CaughtUp => Position >= End;
}
