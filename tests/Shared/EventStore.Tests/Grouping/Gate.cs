using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

/// <summary>
/// Holds an executor with a single connection at its first command, so that whatever is submitted meanwhile waits, and then begins together.
/// </summary>
internal sealed class Gate : IAsyncDisposable
{
    // Without a read model: a test can tell the gate's own append from the group's.
    private static readonly StreamType<Tally.Command, int, Tally.Event> Stream = Tally.Stream with { ReadModel = null };

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private Gate(NpgsqlConnection connection, NpgsqlTransaction transaction, Task<Outcome> first) =>
        (this.connection, this.transaction, First) = (connection, transaction, first);

    /// <summary>The command that is held.</summary>
    public Task<Outcome> First { get; }

    public static async Task<Gate> Before(CommandExecutor executor, StoreFixture store, CancellationToken first = default)
    {
        await store.Executor.Execute(Stream, "gate", new Tally.Add(1), store.Envelope());
        var admin = new NpgsqlConnection(store.Database.Admin + ";Pooling=false");
        await admin.OpenAsync();
        var held = await admin.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("SELECT FROM events.mt_streams WHERE id = 'tally-gate' FOR UPDATE", admin, held))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var command = executor.Execute(Stream, "gate", new Tally.Add(1), store.Envelope(), first);
        await store.Until("EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')");
        return new(admin, held, command);
    }

    /// <summary>Lets the first command go on, and with it all that waits.</summary>
    public Task Open() => transaction.RollbackAsync();

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
