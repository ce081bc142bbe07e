using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// The events that have not been announced yet, for one relay at a time. A row stays until it is confirmed, so an event whose transaction
/// committed late, with a lower sequence than others before it, is found by the next pass.
/// </summary>
public sealed class Outbox([FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay) : IAsyncDisposable
{
    private NpgsqlConnection? listener;

    /// <summary>Pending events in order of sequence, which is the order of versions within a stream.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="afterSequenceInThisPass">0 begins a pass; the last sequence read pages on within it. Never kept beyond a pass.</param>
    public Task<IReadOnlyList<RecordedEvent>> ReadPending(int limit, long afterSequenceInThisPass, CancellationToken ct) =>
        ReadPending(limit, afterSequenceInThisPass, [], ct);

    /// <inheritdoc cref="ReadPending(int, long, CancellationToken)"/>
    /// <param name="limit">At most so many.</param>
    /// <param name="afterSequenceInThisPass">0 begins a pass; the last sequence read pages on within it.</param>
    /// <param name="inFlight">Sequences that were handed out before and are neither confirmed nor given up: a new pass can begin while they are on their way.</param>
    public async Task<IReadOnlyList<RecordedEvent>> ReadPending(
        int limit, long afterSequenceInThisPass, IReadOnlyCollection<long> inFlight, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(inFlight);
        await using var command = relay.CreateCommand(
            $"""
            SELECT {EventRow.Columns}
            FROM platform.outbox o JOIN events.mt_events e ON e.seq_id = o.seq_id
            WHERE o.seq_id > $1 AND o.seq_id <> ALL ($2)
            ORDER BY o.seq_id
            LIMIT $3
            """);
        command.Parameters.Add(new() { Value = afterSequenceInThisPass });
        command.Parameters.Add(new() { Value = inFlight.ToArray() });
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var pending = new List<RecordedEvent>();
        while (await reader.ReadAsync(ct))
        {
            pending.Add(EventRow.Read(reader));
        }

        return pending;
    }

    /// <summary>These were announced, the broker said so: they leave the outbox.</summary>
    public async Task Confirm(IReadOnlyCollection<long> sequences, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        await using var command = relay.CreateCommand("DELETE FROM platform.outbox WHERE seq_id = ANY ($1)");
        command.Parameters.Add(new() { Value = sequences.ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Returns when something was appended since the last call, or after <paramref name="atMost"/>, or at once when the connection is new
    /// (it may have missed news). One caller at a time.
    /// </summary>
    /// <exception cref="NpgsqlException">The connection died; the next call makes a new one.</exception>
    public async Task WaitForNews(TimeSpan atMost, CancellationToken ct)
    {
        if (listener is null)
        {
            var connection = await relay.OpenConnectionAsync(ct);
            listener = connection;
            await using var listen = new NpgsqlCommand($"LISTEN {AppendCommit.Channel}", connection);
            await listen.ExecuteNonQueryAsync(ct);
            return;
        }

        try
        {
            await listener.WaitAsync(atMost, ct);
        }
        catch (NpgsqlException)
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (listener is { } connection)
        {
            listener = null;
            await connection.DisposeAsync();
        }
    }
}
