namespace PrivacyPlatform.EventStore;

/// <summary>How many commands run together, and how many may wait. All are bounds: no time is ever waited for to fill a group.</summary>
public sealed record GroupingOptions
{
    /// <summary>Groups under way at a time, each on a connection of its own.</summary>
    public int Connections { get; init; } = 2;

    /// <summary>Most commands that share a commit.</summary>
    public int MaxGroup { get; init; } = 128;

    /// <summary>Most commands that wait for their turn; one more is refused with <see cref="OverloadedException"/>.</summary>
    public int MaxWaiting { get; init; } = 2000;

    /// <summary>A command that has waited so long for its turn is refused with <see cref="OverloadedException"/>.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How much of stored JSON, in characters, the states kept in memory may have been folded from; 0 keeps none. Of a stream whose state is kept
    /// only newer events are read before a decision.
    /// </summary>
    public long KeptStates { get; init; } = 16 * 1024 * 1024;

    /// <summary>News of appends are told to other processes at most so often; the first after a pause at once.</summary>
    public TimeSpan NewsInterval { get; init; } = TimeSpan.FromMilliseconds(10);
}
