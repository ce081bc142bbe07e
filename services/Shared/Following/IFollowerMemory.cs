namespace PrivacyPlatform.Following;

/// <summary>
/// What a follower knows, and how far it is: kept together, so that neither is ever ahead of the other. With a database, each method is one
/// transaction; <see cref="RememberedHere"/> is for a process that begins anew at each start.
/// </summary>
public interface IFollowerMemory
{
    /// <returns><see cref="FollowerPlace.Beginning"/> the first time.</returns>
    Task<FollowerPlace> Read(CancellationToken ct);

    /// <summary>
    /// Takes the message in, unless its id was taken in before, and moves to <paramref name="place"/> in any case. Called for one message at a time;
    /// when it throws, the same message comes again.
    /// </summary>
    /// <param name="place">Null for a message from the queue, which has no place.</param>
    /// <returns>False for a message that was taken in before.</returns>
    Task<bool> TakeIn(HeardMessage message, FollowerPlace? place, CancellationToken ct);

    /// <summary>Moves to a place without a message.</summary>
    Task Reach(FollowerPlace place, CancellationToken ct);
}
