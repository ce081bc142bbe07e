using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Appends to one or several streams in one transaction, for what <see cref="CommandExecutor"/> does not fit: all or nothing.</summary>
public sealed class EventAppender(NpgsqlDataSource store) : IAsyncDisposable
{
    private readonly NewsBell news = new(store, new GroupingOptions().NewsInterval, TimeProvider.System);

    /// <param name="streams">At least one; each stream once, with at least one event.</param>
    /// <param name="readModel">Writes that belong to the same transaction.</param>
    /// <exception cref="ConcurrencyException">A stream is not at its expected version; nothing was stored. Decide again.</exception>
    /// <exception cref="CommandIdReusedException">The command id stands for an append that began with another stream.</exception>
    public async Task<Appended> Append(
        IReadOnlyList<StreamAppend> streams, CommandEnvelope envelope, Action<ReadModelWrites>? readModel = null, CancellationToken ct = default)
    {
        Check(streams);
        envelope = CommandEnvelope.Checked(envelope);
        using var activity = Telemetry.Source.StartActivity("append");
        var append = PreparedAppend.Of(streams, envelope, Telemetry.TraceParent);
        readModel?.Invoke(append.ReadModel);

        await using var connection = await store.OpenConnectionAsync(ct);
        if (await AppendBatch.Commit([append], connection, ct) is not { Cause: var conflict })
        {
            news.Ring();
            return new(
                [.. append.Events.Select(recorded => recorded.Id)],
                streams.ToDictionary(stream => stream.Stream, stream => stream.ExpectedVersion + stream.Events.Count),
                Repeated: false);
        }

        return await FirstTime(connection, streams, envelope, ct)
            ?? throw new ConcurrencyException($"Command {envelope.CommandId} met a stream that is not at the expected version.", conflict);
    }

    public ValueTask DisposeAsync() => news.DisposeAsync();

    private static void Check(IReadOnlyList<StreamAppend> streams)
    {
        ArgumentNullException.ThrowIfNull(streams);
        if (streams.Count == 0 || streams.Any(stream => stream.Events.Count == 0 || stream.ExpectedVersion < 0))
        {
            throw new ArgumentException("An append needs streams, and each of them events and a version from 0 on.", nameof(streams));
        }

        if (streams.DistinctBy(stream => stream.Stream).Count() != streams.Count)
        {
            throw new ArgumentException("A stream occurs twice.", nameof(streams));
        }
    }

    private static async Task<Appended?> FirstTime(
        NpgsqlConnection connection, IReadOnlyList<StreamAppend> streams, CommandEnvelope envelope, CancellationToken ct)
    {
        FirstOutcome? first;
        await using (var batch = connection.CreateBatch())
        {
            batch.BatchCommands.Add(Sql.SetTenantAndUseIndexes(envelope.Tenant));
            batch.BatchCommands.Add(FirstOutcome.FromInbox(envelope.Tenant, [envelope.CommandId]));
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);
            first = await reader.ReadAsync(ct) ? FirstOutcome.Read(reader) : null;
        }

        if (first is not null && first.Stream != streams[0].Stream)
        {
            throw new CommandIdReusedException(envelope.CommandId);
        }

        // Without an inbox row the command was never stored, or so long ago that its id is forgotten: then its events are there.
        var ids = EventId.AllOf(envelope.Tenant, envelope.CommandId, first?.EventCount ?? streams.Sum(stream => stream.Events.Count));
        var versions = await Versions(connection, ids, envelope.Tenant, ct);
        return versions.Count > 0 ? new(ids, versions, Repeated: true) : null;
    }

    private static async Task<Dictionary<string, long>> Versions(
        NpgsqlConnection connection, IReadOnlyList<Guid> ids, string tenant, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.SetTenantAndUseIndexes(tenant));
        batch.BatchCommands.Add(Sql.Command(
            "SELECT stream_id, max(version) FROM events.mt_events WHERE id = ANY ($1) GROUP BY stream_id", ids.ToArray()));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var versions = new Dictionary<string, long>();
        while (await reader.ReadAsync(ct))
        {
            versions.Add(reader.GetString(0), reader.GetInt64(1));
        }

        return versions;
    }
}
