using PrivacyPlatform.Following;

namespace PrivacyPlatform.Feed.Tests;

/// <summary>A follower that runs until it is disposed of.</summary>
internal sealed class Running : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task run;

    public Running(FeedThenBus follower)
    {
        Follower = follower;
        run = follower.Run(stop.Token);
    }

    public FeedThenBus Follower { get; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
        stop.Dispose();
    }
}
