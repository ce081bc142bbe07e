namespace PrivacyPlatform.Following;

/// <summary>How far a follower is in the feed.</summary>
/// <param name="Position">The last position that was dealt with; 0 for none.</param>
/// <param name="EventId">Of the event there: with it, a feed of another history is told from this one.</param>
/// <param name="CaughtUp">All that there was when the queue was bound has been taken in: from here on the queue has everything.</param>
public sealed record FollowerPlace(long Position, string EventId, bool CaughtUp)
{
    /// <summary>Nothing is known yet.</summary>
    public static FollowerPlace Beginning { get; } = new(0, "", CaughtUp: false);
}
