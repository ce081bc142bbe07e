using Npgsql;
using Shouldly;

namespace PrivacyPlatform.Testing.Postgres;

/// <summary>
/// The gap that a reader of sequence numbers falls into: events of some streams have taken their numbers already when a trigger holds them, and
/// others with higher numbers are committed and read meanwhile.
/// </summary>
public sealed class HeldAppends(string admin)
{
    private const int Lock = 4711;
    private const string Waiting =
        "(SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database AND datname = current_database() WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted)";

    /// <param name="streams">A LIKE pattern: whose events the trigger holds.</param>
    public async Task Install(string streams) => await Ask(
        $"""
        CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.stream_id LIKE '{streams}' THEN PERFORM pg_advisory_xact_lock_shared({Lock}); END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER hold BEFORE INSERT ON events.mt_events FOR EACH ROW EXECUTE FUNCTION hold();
        """);

    /// <summary>While they write, again and again: holds an append that has its numbers until a higher one got through, and lets it go.</summary>
    /// <param name="writers">At least one of them writes to no stream that is held, or nothing higher would come.</param>
    /// <param name="times">At most so often.</param>
    /// <param name="through">SQL: the highest number that got through.</param>
    public async Task While(IReadOnlyList<Task> writers, int times, string through)
    {
        ArgumentNullException.ThrowIfNull(writers);
        var writing = Task.WhenAll(writers);
        await using var gate = await Open();
        for (var hold = 0; hold < times && !writing.IsCompleted; hold++)
        {
            await Ask(gate, $"SELECT pg_advisory_lock({Lock})");
            await Until(gate, () => $"{Waiting} > 0 OR {writing.IsCompleted}");
            var highest = await Ask(gate, "SELECT last_value FROM events.mt_events_sequence");
            await Until(gate, () => $"{through} > {highest} OR {Waiting} = {writers.Count(writer => !writer.IsCompleted)}");
            await Ask(gate, $"SELECT pg_advisory_unlock({Lock})");
        }

        await writing;
    }

    /// <summary>Holds them until it is disposed of.</summary>
    public async Task<Hold> Begin()
    {
        var gate = await Open();
        await Ask(gate, $"SELECT pg_advisory_lock({Lock})");
        return new(gate);
    }

    public sealed class Hold : IAsyncDisposable
    {
        private readonly NpgsqlConnection gate;

        internal Hold(NpgsqlConnection gate) => this.gate = gate;

        /// <summary>Returns when an append is held.</summary>
        public Task Reached() => Until(gate, () => $"{Waiting} > 0");

        public ValueTask DisposeAsync() => gate.DisposeAsync();
    }

    /// <summary>The pause is the server's, the bound ours.</summary>
    private static async Task Until(NpgsqlConnection connection, Func<string> condition)
    {
        for (var tries = 0; await Ask(connection, $"SELECT {condition()}") is not true; tries++)
        {
            tries.ShouldBeLessThan(3000, condition());
            await Ask(connection, "SELECT pg_sleep(0.02)::text");
        }
    }

    private async Task Ask(string sql)
    {
        await using var connection = await Open();
        await Ask(connection, sql);
    }

    /// <summary>Outside of any pool, so that a lock ends with it.</summary>
    private async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection(admin + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
