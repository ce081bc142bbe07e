using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>A stream's events, and the first outcome of a command if it was decided before: one round trip.</summary>
internal sealed record LoadedStream(IReadOnlyList<RecordedEvent> Events, FirstOutcome? FirstOutcome)
{
    public long Version => Events.Count == 0 ? 0 : Events[^1].Version;

    /// <param name="queue">Waits in line at the stream's row lock; only inside a transaction, which then holds it.</param>
    /// <param name="withoutInbox">The event id was met but no inbox row: ask the events.</param>
    public static async Task<LoadedStream> Load(
        NpgsqlConnection connection, string stream, CommandEnvelope envelope, bool queue, bool withoutInbox, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.SetTenant(envelope.Tenant));
        if (queue)
        {
            batch.BatchCommands.Add(Sql.Command(
                "SELECT version FROM events.mt_streams WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE", envelope.Tenant, stream));
        }

        batch.BatchCommands.Add(Sql.Command(
            $"SELECT {EventRow.Columns} FROM events.mt_events e WHERE e.tenant_id = $1 AND e.stream_id = $2 ORDER BY e.version",
            envelope.Tenant,
            stream));

        // After the events: a command that committed in between is then seen here, whatever would be decided on its own events.
        batch.BatchCommands.Add(withoutInbox ? FirstOutcome.FromEvents(envelope) : FirstOutcome.FromInbox(envelope));

        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        if (queue)
        {
            await reader.NextResultAsync(ct);
        }

        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(ct))
        {
            events.Add(EventRow.Read(reader));
        }

        await reader.NextResultAsync(ct);
        return new(events, await FirstOutcome.Read(reader, ct));
    }
}
