using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// The events that have not been announced yet, for one relay at a time. A row stays until it is confirmed, so an event whose transaction
/// committed late, with a lower sequence than others before it, is found by the next pass.
/// </summary>
public sealed class Outbox([FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay) : IAsyncDisposable
{
    private readonly CancellationTokenSource closing = new();
    private NpgsqlConnection? listener;
    private Task waiting = Task.CompletedTask;

    /// <summary>
    /// Pending events in order of sequence, which is the order of versions within a stream, as they come from the database. All of it is one look:
    /// between two of them an event can commit late and another of its stream after it, and who pages on by sequence sees the second one first.
    /// </summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="inFlight">Sequences, ascending, that were read before and are neither confirmed nor given up.</param>
    public async IAsyncEnumerable<RecordedEvent> ReadPending(
        int limit, IReadOnlyList<long> inFlight, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(inFlight);
        await using var connection = await relay.OpenConnectionAsync(ct);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.UseIndexes());
        batch.BatchCommands.Add(Sql.Command(
            // One by one (OFFSET 0 keeps it so), by the primary key.
            $"""
            SELECT {EventRow.Columns}
            FROM platform.outbox o, LATERAL (SELECT * FROM events.mt_events m WHERE m.seq_id = o.seq_id OFFSET 0) AS e
            WHERE o.seq_id > $1 OR o.seq_id <> ALL ($2)
            ORDER BY o.seq_id
            LIMIT $3
            """,
            inFlight is [.., var last] ? last : 0L,
            inFlight.ToArray(),
            limit));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return EventRow.Read(reader);
        }
    }

    /// <summary>These were announced, the broker said so: they leave the outbox.</summary>
    public async Task Confirm(IReadOnlyCollection<long> sequences, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        await relay.Run("DELETE FROM platform.outbox WHERE seq_id = ANY ($1)", ct, sequences.ToArray());
    }

    /// <summary>The oldest pending event's sequence and time of recording; null when nothing is pending.</summary>
    public async Task<(long Sequence, DateTimeOffset RecordedAt)?> Oldest(CancellationToken ct = default)
    {
        await using var command = relay.CreateCommand(
            "SELECT e.seq_id, e.timestamp FROM events.mt_events e WHERE e.seq_id = (SELECT min(seq_id) FROM platform.outbox)");
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)) : null;
    }

    /// <summary>
    /// Returns when something was appended since the last call, or after <paramref name="atMost"/>, or at once when the connection is new
    /// (it may have missed news). One caller at a time.
    /// </summary>
    /// <exception cref="NpgsqlException">The connection died; the next call makes a new one.</exception>
    /// <exception cref="OperationCanceledException">Canceled, or the outbox is being disposed of.</exception>
    public Task WaitForNews(TimeSpan atMost, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(atMost, TimeSpan.Zero);
        return waiting = Wait(atMost, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // a connection that waits cannot be closed
        await Disconnect();
        closing.Dispose();
    }

    private async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, closing.Token);
        try
        {
            if (listener is null)
            {
                listener = await relay.OpenConnectionAsync(either.Token);
                await using var listen = new NpgsqlCommand($"LISTEN {NewsBell.Channel}", listener);
                await listen.ExecuteNonQueryAsync(either.Token);
                return;
            }

            await listener.WaitAsync(atMost, either.Token);

            // Takes in whatever else has been said by now: the caller is about to read all of it.
            await using var drain = new NpgsqlCommand("SELECT 1", listener);
            await drain.ExecuteScalarAsync(either.Token);
        }
        catch
        {
            await Disconnect(); // whatever it was, a new connection is the way on: it begins with a look at everything
            throw;
        }
    }

    private async Task Disconnect()
    {
        if (listener is { } connection)
        {
            listener = null;
            await connection.DisposeAsync();
        }
    }
}
