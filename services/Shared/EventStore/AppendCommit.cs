using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// The one place that commits prepared appends. Today each is a batch of its own: one round trip that is one transaction, since the server
/// commits at the batch's end. Callers only wait for their own result, so that several appends can come to share a commit here.
/// </summary>
internal static class AppendCommit
{
    /// <summary>The channel on which every append says that there is something to announce.</summary>
    public const string Channel = "platform_outbox";

    /// <returns>Null when it is committed; else what it conflicted with, and nothing is stored.</returns>
    public static async Task<PostgresException?> Commit(PreparedAppend append, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        foreach (var command in Commands(append))
        {
            batch.BatchCommands.Add(command);
        }

        try
        {
            await batch.ExecuteNonQueryAsync(ct);
            Telemetry.Appended(append);
            return null;
        }
        catch (PostgresException conflict) when (IsConflict(conflict))
        {
            Telemetry.Conflicts.Add(1);
            return conflict;
        }
    }

    private static bool IsConflict(PostgresException exception) => exception.SqlState switch
    {
        "PP001" => true, // platform.advance_stream: not at the expected version
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => true,
        PostgresErrorCodes.UniqueViolation => exception.SchemaName is "events" or "platform", // a read model's own violation is a fault of its projection
        _ => false,
    };

    private static IEnumerable<NpgsqlBatchCommand> Commands(PreparedAppend append)
    {
        yield return Sql.SetTenant(append.Envelope.Tenant);

        // The same order for everyone, so that two appends of several streams never wait for each other; and before the events are inserted.
        foreach (var stream in append.Streams.OrderBy(stream => stream.Stream, StringComparer.Ordinal))
        {
            yield return Sql.Command(
                "SELECT platform.advance_stream($1, $2, $3, $4, $5, $6)",
                append.Envelope.Tenant,
                stream.Stream,
                stream.StreamType,
                stream.ExpectedVersion,
                stream.ExpectedVersion + stream.Events.Count,
                append.Envelope.RecordedAt);
        }

        if (append.Events.Count > 0)
        {
            yield return InsertEvents(append);
        }

        yield return Sql.Command(
            """
            INSERT INTO platform.inbox (tenant_id, command_id, actor, recorded_at, outcome, stream_id, version, event_count)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            append.Envelope.Tenant,
            append.Envelope.CommandId,
            append.Envelope.Actor,
            append.Envelope.RecordedAt,
            append.Events.Count > 0 ? FirstOutcome.Recorded : FirstOutcome.AlreadySo,
            append.FirstStream.Stream,
            append.FirstStream.Version,
            append.Events.Count);

        foreach (var write in append.ReadModel.Commands)
        {
            yield return write;
        }

        if (append.Events.Count > 0)
        {
            yield return new NpgsqlBatchCommand($"NOTIFY {Channel}");
        }
    }

    private static NpgsqlBatchCommand InsertEvents(PreparedAppend append)
    {
        var events = append.Events;
        return Sql.Command(
            """
            WITH inserted AS (
                INSERT INTO events.mt_events
                    (id, stream_id, version, data, type, timestamp, tenant_id, correlation_id, causation_id, headers, is_archived)
                SELECT id, stream_id, version, data, type, $7, $8, $9, $10, headers, FALSE
                FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS e (id, stream_id, version, data, type, headers, ordinal)
                ORDER BY ordinal
                RETURNING seq_id, tenant_id, stream_id)
            INSERT INTO platform.outbox (seq_id, tenant_id, stream_id) SELECT seq_id, tenant_id, stream_id FROM inserted
            """,
            events.Select(e => e.Id).ToArray(),
            events.Select(e => e.Stream).ToArray(),
            events.Select(e => e.Version).ToArray(),
            Jsonb(events.Select(e => e.Data)),
            events.Select(e => e.Type).ToArray(),
            Jsonb(events.Select(e => Headers(e, append.Envelope.CommandId))),
            append.Envelope.RecordedAt,
            append.Envelope.Tenant,
            Text(append.Envelope.CorrelationId),
            Text(append.Envelope.CausationId));
    }

    private static string Headers(RecordedEvent recorded, Guid commandId)
    {
        var headers = new Dictionary<string, object>
        {
            ["occurred_at"] = Instant.Format(recorded.OccurredAt),
            ["actor"] = recorded.Actor,
            ["schema_version"] = recorded.SchemaVersion,
            ["command_id"] = commandId,
        };
        if (recorded.TraceParent is { } traceParent)
        {
            headers["traceparent"] = traceParent;
        }

        return JsonSerializer.Serialize(headers);
    }

    private static NpgsqlParameter Jsonb(IEnumerable<string> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb };

    private static NpgsqlParameter Text(string? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
