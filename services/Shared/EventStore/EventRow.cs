using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>One row of <c>mt_events</c> as a <see cref="RecordedEvent"/>. What Marten has no column for lies in its headers.</summary>
internal static class EventRow
{
    /// <summary>For <c>SELECT … FROM events.mt_events e</c>. An event that Marten itself appended has no headers of ours.</summary>
    public const string Columns = """
        e.seq_id, e.id, e.tenant_id, e.stream_id, e.version, e.type,
        coalesce((e.headers ->> 'schema_version')::integer, 1), e.data,
        coalesce((e.headers ->> 'occurred_at')::timestamptz, e.timestamp), e.timestamp,
        coalesce(e.headers ->> 'actor', ''), e.correlation_id, e.causation_id, e.headers ->> 'traceparent'
        """;

    /// <summary>The same, but only what an event is read from.</summary>
    public const string FoldColumns = "e.version, e.type, coalesce((e.headers ->> 'schema_version')::integer, 1), e.data";

    public static RecordedEvent Read(NpgsqlDataReader row) => new(
        Sequence: row.GetInt64(0),
        Id: row.GetGuid(1),
        Tenant: row.GetString(2),
        Stream: row.GetString(3),
        Version: row.GetInt64(4),
        Type: row.GetString(5),
        SchemaVersion: row.GetInt32(6),
        Data: row.GetString(7),
        OccurredAt: row.GetFieldValue<DateTimeOffset>(8),
        RecordedAt: row.GetFieldValue<DateTimeOffset>(9),
        Actor: row.GetString(10),
        CorrelationId: row.IsDBNull(11) ? null : row.GetString(11),
        CausationId: row.IsDBNull(12) ? null : row.GetString(12),
        TraceParent: row.IsDBNull(13) ? null : row.GetString(13));

    /// <summary>A row of <see cref="FoldColumns"/>, enough for <see cref="EventTypes{TEvent}.Read"/> and no more: all else is empty.</summary>
    public static RecordedEvent ReadToFold(NpgsqlDataReader row, string tenant, string stream) => new(
        Sequence: 0,
        Id: default,
        tenant,
        stream,
        Version: row.GetInt64(0),
        Type: row.GetString(1),
        SchemaVersion: row.GetInt32(2),
        Data: row.GetString(3),
        OccurredAt: default,
        RecordedAt: default,
        Actor: "",
        CorrelationId: null,
        CausationId: null,
        TraceParent: null);
}
