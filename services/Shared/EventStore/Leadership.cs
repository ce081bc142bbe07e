using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Held until disposed of or <see cref="Lost"/>.</summary>
public sealed class Leadership : IAsyncDisposable
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(2);

    private readonly NpgsqlConnection connection;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource released = new();
    private readonly Task watch;

    internal Leadership(NpgsqlConnection connection)
    {
        this.connection = connection;
        watch = Watch();
    }

    /// <summary>Canceled when the connection died: from then on another may lead, so stop at once. Noticed at once when the server closes it, within 5 s when the network does.</summary>
    public CancellationToken Lost => lost.Token;

    public async ValueTask DisposeAsync()
    {
        await released.CancelAsync();
        await watch;
        await connection.DisposeAsync(); // back in the pool, which resets it: that frees the lock
        released.Dispose();
        lost.Dispose();
    }

    private async Task Watch()
    {
        try
        {
            while (true)
            {
                await connection.WaitAsync(CheckEvery, released.Token);
                await using var alive = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = 3 };
                await alive.ExecuteScalarAsync(released.Token);
            }
        }
        catch (OperationCanceledException) when (released.IsCancellationRequested)
        {
        }
        catch (Exception) when (!released.IsCancellationRequested)
        {
            await lost.CancelAsync(); // whatever it was, nobody watches from here on
        }
    }
}
