using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// Everything that was committed, in one order that never changes: a reader keeps the last position that it has dealt with and goes on behind it.
/// Nothing is skipped and nothing comes twice. Within a stream the order is that of versions.
/// </summary>
public sealed class EventFeed(
    NpgsqlDataSource store,
    [FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay,
    EventSequencer sequencer,
    StoreNews news)
{
    /// <summary>Without news, how long until the next look. News can be lost with a connection; events cannot.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>One tenant's events behind a position, read as the service's role with the tenant set.</summary>
    /// <param name="after">0: from the first event on.</param>
    /// <param name="limit">At most so many.</param>
    /// <exception cref="FeedBrokenException">An event that has a place is not in the store.</exception>
    public Task<FeedPage> Read(string tenant, long after, int limit, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        return Read(store, tenant, after, limit, ct);
    }

    /// <summary>All tenants' events behind a position, read as the relay's role. Positions over all tenants are others than those within one.</summary>
    /// <inheritdoc cref="Read(string, long, int, CancellationToken)"/>
    public Task<FeedPage> ReadAll(long after, int limit, CancellationToken ct = default) => Read(relay, null, after, limit, ct);

    /// <summary>The position behind everything that had been committed when this was called. It waits for no writer: what is not committed is not meant.</summary>
    public async Task<long> EndOfCommitted(string tenant, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        await sequencer.Run(ct);
        await using var connection = await store.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, tenant);
        batch.BatchCommands.Add(EndOf(tenant));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? reader.GetInt64(0) : 0;
    }

    /// <summary>The last position that was given, over all tenants; 0 for none. It only grows, as long as the store is the same.</summary>
    public async Task<long> End(CancellationToken ct = default)
    {
        await using var connection = await relay.OpenConnectionAsync(ct);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(EndOf(null));
        return await batch.ExecuteScalarAsync(ct) is long end ? end : 0;
    }

    /// <summary>
    /// One tenant's events from a position on, and then whatever comes: it ends when it is canceled. Between two pages nothing is held, neither
    /// a connection nor a lock, so a slow reader holds up nobody.
    /// </summary>
    /// <param name="pageSize">Most events in a page.</param>
    /// <param name="quiet">After so long without an event an empty page comes, as a sign of life.</param>
    public async IAsyncEnumerable<FeedPage> Subscribe(
        string tenant, long after, int pageSize, TimeSpan quiet, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var wait = quiet < LookEvery ? quiet : LookEvery;
        while (true)
        {
            var signal = news.Sequenced(tenant); // before the look: what comes after it ends the wait
            var page = await Read(tenant, after, pageSize, ct);
            yield return page;
            after = page.Position;
            if (page.CaughtUp)
            {
                await StoreNews.Wait(signal, wait, ct);
            }
        }
    }

    private static async Task<FeedPage> Read(NpgsqlDataSource source, string? tenant, long after, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(after, long.MaxValue / 2); // else the sums below could overflow
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        await using var connection = await source.OpenConnectionAsync(ct);
        var (chunks, end) = await Chunks(connection, tenant, after, limit, ct);
        var ranges = FeedChunk.Behind(chunks, after, limit);
        var events = ranges.Count == 0 ? [] : await Events(connection, tenant, ranges, after, ct);
        return new(events, events.Count == 0 ? after : events[^1].Position, end);
    }

    private static async Task<(List<FeedChunk> Chunks, long End)> Chunks(
        NpgsqlConnection connection, string? tenant, long after, int limit, CancellationToken ct)
    {
        var (position, own) = tenant is null ? ("position", "TRUE") : ("tenant_position", "tenant_id = $3");
        await using var batch = Batch(connection, tenant);
        batch.BatchCommands.Add(Sql.Command(
            $"""
            SELECT {position}, seq_ids FROM platform.feed
            WHERE {own} AND {position} >= coalesce((SELECT max({position}) FROM platform.feed WHERE {own} AND {position} <= $1 + 1), 0)
            ORDER BY {position}
            LIMIT $2
            """,
            tenant is null ? [after, limit + 1] : [after, limit + 1, tenant]));
        batch.BatchCommands.Add(EndOf(tenant));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var chunks = new List<FeedChunk>();
        while (await reader.ReadAsync(ct))
        {
            chunks.Add(FeedChunk.Read(reader));
        }

        await reader.NextResultAsync(ct);
        return (chunks, await reader.ReadAsync(ct) ? reader.GetInt64(0) : 0);
    }

    private static async Task<IReadOnlyList<PositionedEvent>> Events(
        NpgsqlConnection connection, string? tenant, IReadOnlyList<(long First, long Last)> ranges, long after, CancellationToken ct)
    {
        await using var batch = Batch(connection, tenant);
        batch.BatchCommands.Add(Sql.Command(
            $"""
            SELECT {EventRow.Columns}
            FROM unnest($1, $2) WITH ORDINALITY AS r (first, last, ordinal) JOIN events.mt_events e ON e.seq_id BETWEEN r.first AND r.last
            ORDER BY r.ordinal, e.seq_id
            """,
            ranges.Select(range => range.First).ToArray(),
            ranges.Select(range => range.Last).ToArray()));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var events = new List<PositionedEvent>();
        while (await reader.ReadAsync(ct))
        {
            events.Add(new(after + events.Count + 1, EventRow.Read(reader)));
        }

        var expected = ranges.Sum(range => range.Last - range.First + 1);
        return events.Count == expected ? events : throw new FeedBrokenException(after, expected - events.Count);
    }

    private static NpgsqlBatchCommand EndOf(string? tenant) => tenant is null
        ? Sql.Command("SELECT position + event_count - 1 FROM platform.feed ORDER BY position DESC LIMIT 1")
        : Sql.Command("SELECT tenant_position + event_count - 1 FROM platform.feed WHERE tenant_id = $1 ORDER BY tenant_position DESC LIMIT 1", tenant);

    private static NpgsqlBatch Batch(NpgsqlConnection connection, string? tenant)
    {
        var batch = connection.CreateBatch();
        batch.BatchCommands.Add(tenant is null ? Sql.UseIndexes() : Sql.SetTenantAndUseIndexes(tenant));
        return batch;
    }
}

/// <summary>Somebody removed events from the store: nothing is read past the place where they were.</summary>
public sealed class FeedBrokenException(long after, long missing)
    : Exception($"Of the events behind position {after} {missing} are no longer in the store.");
