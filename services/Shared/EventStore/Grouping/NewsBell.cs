using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// Tells whoever listens, in this process or another, that something was appended. Not in the append's own transaction: a NOTIFY takes a lock
/// at commit that is one for the whole server, and every commit would wait for every other. News that a crash keeps back is found by polling.
/// </summary>
internal sealed class NewsBell(NpgsqlDataSource store, TimeSpan interval, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>The channel that is notified.</summary>
    public const string Channel = "platform_outbox";

    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private Task ringing = Task.CompletedTask;
    private bool again;

    /// <summary>Returns at once. The first news after a pause are told at once, more of them at most once in each interval.</summary>
    public void Ring()
    {
        lock (gate)
        {
            again = true;
            if (ringing.IsCompleted)
            {
                using (ExecutionContext.SuppressFlow())
                {
                    ringing = Task.Run(RingOn, CancellationToken.None);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await ringing;
    }

    private async Task RingOn()
    {
        while (HasNews())
        {
            try
            {
                await using var notify = store.CreateCommand($"NOTIFY {Channel}");
                await notify.ExecuteNonQueryAsync(CancellationToken.None); // at shutdown too, what is known is told
            }
            catch (Exception failure) when (failure is NpgsqlException or ObjectDisposedException or InvalidOperationException)
            {
                // polling finds it
            }

            await Task.Delay(interval, clock, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool HasNews()
    {
        lock (gate)
        {
            var news = again;
            again = false;
            if (!news)
            {
                ringing = Task.CompletedTask; // within the lock: news from here on start another round
            }

            return news;
        }
    }
}
