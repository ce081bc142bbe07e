using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace PrivacyPlatform.EventStore;

/// <summary>Reads one tenant's streams, oldest event first, as of now or of an earlier point.</summary>
public sealed class StreamReader(NpgsqlDataSource store)
{
    private const int PageSize = 500;

    /// <summary>The stream's events in order of version; none for a stream that is not there. Reads page by page: no connection is held while the caller works.</summary>
    public async IAsyncEnumerable<RecordedEvent> Read(
        string tenant, string stream, AsOf? asOf = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        IReadOnlyList<RecordedEvent> page = [];
        do
        {
            page = await ReadPage(tenant, stream, page.Count == 0 ? 0 : page[^1].Version, asOf ?? new AsOf(), ct);
            foreach (var recorded in page)
            {
                yield return recorded;
            }
        }
        while (page.Count == PageSize);
    }

    /// <summary>Many streams' events: stream by stream in the order given, each in the order of versions. No connection is held while the caller works.</summary>
    public async IAsyncEnumerable<RecordedEvent> Read(string tenant, IEnumerable<string> streams, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(streams);
        foreach (var some in streams.Chunk(PageSize))
        {
            foreach (var recorded in await ReadWhole(tenant, some, ct))
            {
                yield return recorded;
            }
        }
    }

    /// <summary>The state that the events as of <paramref name="asOf"/> fold to, and the highest version among them (0 for none).</summary>
    /// <exception cref="UnknownEventException">The stream has an event that this code does not know.</exception>
    public async Task<(TState State, long Version)> Fold<TCommand, TState, TEvent>(
        StreamType<TCommand, TState, TEvent> type, string tenant, string key, AsOf? asOf = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        var (state, version, stream) = (type.Decider.Initial, 0L, type.IdOf(key));
        await using var connection = await store.OpenConnectionAsync(ct);
        await using var batch = Select(connection, EventRow.FoldColumns, tenant, stream, after: 0, asOf ?? new AsOf(), limit: null);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var recorded = EventRow.ReadToFold(reader, tenant, stream);
            state = type.Decider.Evolve(state, type.Events.Read(recorded));
            version = recorded.Version;
        }

        return (state, version);
    }

    private static NpgsqlBatch Select(NpgsqlConnection connection, string columns, string tenant, string stream, long after, AsOf asOf, int? limit)
    {
        var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.SetTenantAndUseIndexes(tenant));
        batch.BatchCommands.Add(Sql.Command(
            $"""
            SELECT {columns}
            FROM events.mt_events e
            WHERE e.tenant_id = $1 AND e.stream_id = $2 AND e.version > $3 AND e.version <= $4
                AND ($5 IS NULL OR e.timestamp <= $5)
                AND ($6 IS NULL OR coalesce((e.headers ->> 'occurred_at')::timestamptz, e.timestamp) <= $6)
            ORDER BY e.version
            LIMIT $7
            """,
            tenant,
            stream,
            after,
            asOf.Version ?? long.MaxValue,
            Bound(asOf.RecordedAt),
            Bound(asOf.OccurredAt),
            new NpgsqlParameter { Value = limit is null ? DBNull.Value : (long)limit, NpgsqlDbType = NpgsqlDbType.Bigint }));
        return batch;
    }

    private async Task<IReadOnlyList<RecordedEvent>> ReadPage(string tenant, string stream, long after, AsOf asOf, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await using var batch = Select(connection, EventRow.Columns, tenant, stream, after, asOf, PageSize);
        return await Read(batch, ct);
    }

    private async Task<IReadOnlyList<RecordedEvent>> ReadWhole(string tenant, string[] streams, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.SetTenantAndUseIndexes(tenant));
        batch.BatchCommands.Add(Sql.Command(
            $"""
            SELECT {EventRow.Columns}
            FROM unnest($2) WITH ORDINALITY AS s (id, ordinal) JOIN events.mt_events e ON e.tenant_id = $1 AND e.stream_id = s.id
            ORDER BY s.ordinal, e.version
            """,
            tenant,
            streams));
        return await Read(batch, ct);
    }

    private static async Task<IReadOnlyList<RecordedEvent>> Read(NpgsqlBatch batch, CancellationToken ct)
    {
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(ct))
        {
            events.Add(EventRow.Read(reader));
        }

        return events;
    }

    private static NpgsqlParameter Bound(DateTimeOffset? instant) =>
        new() { Value = instant is { } at ? Instant.Truncate(at) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
