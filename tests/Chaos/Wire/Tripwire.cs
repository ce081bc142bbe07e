namespace PrivacyPlatform.Chaos.Tests.Wire;

/// <summary>Where exactly a message is held.</summary>
internal enum Hold
{
    /// <summary>It has not left the client.</summary>
    BeforeIt,

    /// <summary>The server has it, and not what belongs to it and follows.</summary>
    AfterIt,

    /// <summary>The server has done and committed what it was asked for; its answer has not reached the client.</summary>
    BeforeTheAnswer,
}

/// <summary>Waits for the nth message of its kind on any of the proxies that watch for it, and holds that one connection until told to go on.</summary>
/// <param name="where">Where the connection stands still.</param>
/// <param name="matches">Which messages count.</param>
/// <param name="nth">1 for the first.</param>
internal sealed class Tripwire(Hold where, Func<WireMessage, bool> matches, int nth)
{
    private readonly TaskCompletionSource<string> tripped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int seen;

    public Hold Where => where;

    /// <summary>Completes when a connection stands at the point, with the name of the instance it belongs to.</summary>
    public Task<string> Tripped => tripped.Task;

    /// <summary>Whether this message is the one.</summary>
    public bool Counts(WireMessage message) => !tripped.Task.IsCompleted && matches(message) && Interlocked.Increment(ref seen) == nth;

    /// <summary>Returns when the connection may go on.</summary>
    /// <returns>False: its client is dead, and what it had not sent never leaves it.</returns>
    public async Task<bool> StandStill(string instance)
    {
        tripped.TrySetResult(instance);
        return await released.Task;
    }

    public void Release(bool goOn) => released.TrySetResult(goOn);
}
