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
