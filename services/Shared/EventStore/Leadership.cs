using System.Data;
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
        await Release();
        await connection.DisposeAsync();
        released.Dispose();
        lost.Dispose();
    }

    /// <summary>At once: the pool resets a returned connection only when it is used again, and until then it would hold the lock.</summary>
    private async Task Release()
    {
        if (connection.State is not ConnectionState.Open)
        {
            return;
        }

        try
        {
            await using var unlock = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
            await unlock.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // the connection is gone, and the lock with it
        }
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
