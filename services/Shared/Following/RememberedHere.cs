namespace PrivacyPlatform.Following;

/// <summary>Remembers in memory: the ids of everything that was taken in, some 100 bytes each. It begins with the first message at each start.</summary>
/// <param name="takeIn">What to do with a message. Called for one at a time, once for each id.</param>
public sealed class RememberedHere(Func<HeardMessage, CancellationToken, Task> takeIn) : IFollowerMemory
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private FollowerPlace reached = FollowerPlace.Beginning;

    public Task<FollowerPlace> Read(CancellationToken ct) => Task.FromResult(reached);

    public async Task<bool> TakeIn(HeardMessage message, FollowerPlace? place, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        var isNew = !ids.Contains(message.Id);
        if (isNew)
        {
            await takeIn(message, ct);
            ids.Add(message.Id);
        }

        reached = place ?? reached;
        return isNew;
    }

    public Task Reach(FollowerPlace place, CancellationToken ct)
    {
        reached = place;
        return Task.CompletedTask;
    }
}
