using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// Writes an inline read model anew, stream by stream, while appends go on: each stream is locked against appends for as long as its own events
/// take. For a read model that was added or corrected later.
/// </summary>
public sealed class InlineRebuild(NpgsqlDataSource store, [FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay)
{
    private const int StreamsPerLook = 1000;

    /// <param name="type">Its read model's writes must replace what a key had before, as an upsert of the whole state does.</param>
    /// <param name="progress">Told the number of streams that were written, after each.</param>
    /// <returns>How many streams were written.</returns>
    public async Task<long> Run<TCommand, TState, TEvent>(
        StreamType<TCommand, TState, TEvent> type, IProgress<long>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        var readModel = type.ReadModel ?? throw new ArgumentException("The stream has no read model.", nameof(type));
        var (written, after) = (0L, (Tenant: "", Stream: ""));
        while (true)
        {
            var streams = await Streams(type.IdOf(""), after, ct);
            foreach (var stream in streams)
            {
                await Write(type, readModel, stream.Tenant, stream.Stream, ct);
                written++;
                progress?.Report(written);
            }

            if (streams.Count < StreamsPerLook)
            {
                return written;
            }

            after = streams[^1];
        }
    }

    /// <summary>In the order of the first event's index; a stream that comes later than the look is written by its own append.</summary>
    private Task<IReadOnlyList<(string Tenant, string Stream)>> Streams(string prefix, (string Tenant, string Stream) after, CancellationToken ct) => relay.Query(
        """
        SELECT tenant_id, stream_id FROM events.mt_events
        WHERE version = 1 AND starts_with(stream_id, $1) AND (tenant_id, stream_id) > ($2, $3)
        ORDER BY tenant_id, stream_id LIMIT $4
        """,
        row => (row.GetString(0), row.GetString(1)),
        ct,
        prefix,
        after.Tenant,
        after.Stream,
        StreamsPerLook);

    private async Task Write<TCommand, TState, TEvent>(
        StreamType<TCommand, TState, TEvent> type, IInlineProjection<TState, TEvent> readModel, string tenant, string stream, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var events = new List<(TEvent Event, RecordedEvent Recorded)>();
        await using (var load = connection.CreateBatch())
        {
            load.BatchCommands.Add(Sql.SetTenantAndUseIndexes(tenant));
            load.BatchCommands.Add(Sql.Command("SELECT version FROM events.mt_streams WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE", tenant, stream));
            load.BatchCommands.Add(Sql.Command(
                $"SELECT {EventRow.Columns} FROM events.mt_events e WHERE e.tenant_id = $1 AND e.stream_id = $2 ORDER BY e.version", tenant, stream));
            await using var reader = await load.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);
            await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var recorded = EventRow.Read(reader);
                events.Add((type.Events.Read(recorded), recorded with { Sequence = 0 }));
            }
        }

        var writes = new ReadModelWrites();
        var state = events.Aggregate(type.Decider.Initial, (folded, next) => type.Decider.Evolve(folded, next.Event));
        readModel.Project(writes, tenant, stream[type.IdOf("").Length..], state, events);
        await using var batch = connection.CreateBatch();
        foreach (var command in writes.Commands)
        {
            batch.BatchCommands.Add(command);
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }
}
