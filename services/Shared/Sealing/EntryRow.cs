using Npgsql;
using PrivacyPlatform.EvidenceLog.Entries;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.Sealing;

/// <summary>One row of <c>mt_events</c>. Text is kept as the bytes that it arrived as, which are those that are hashed.</summary>
internal sealed class EntryRow
{
    /// <summary>The number of columns; those of a caller's own come after.</summary>
    public const int Count = 11;

    /// <summary>For <c>SELECT … FROM events.mt_events e</c>.</summary>
    public const string Columns =
        "e.seq_id, e.tenant_id, e.stream_id, e.version, e.id, e.type, e.timestamp, e.data, e.headers, e.correlation_id, e.causation_id";

    private readonly byte[]? stream;
    private readonly Guid id;
    private readonly byte[]? type;
    private readonly byte[]? data;
    private readonly byte[]? headers;
    private readonly byte[]? correlationId;
    private readonly byte[]? causationId;

    public EntryRow(NpgsqlDataReader row)
    {
        Sequence = row.GetInt64(0);
        Tenant = Text(row, 1) ?? [];
        stream = Text(row, 2);
        Version = row.GetInt64(3);
        id = row.GetGuid(4);
        type = Text(row, 5);
        RecordedAt = row.GetDateTime(6);
        data = Text(row, 7);
        headers = Text(row, 8);
        correlationId = Text(row, 9);
        causationId = Text(row, 10);
    }

    public long Sequence { get; }

    /// <summary>UTF-8.</summary>
    public byte[] Tenant { get; }

    public long Version { get; }

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; }

    /// <summary>Leaves the entry in the writer.</summary>
    public Digest Write(EntryWriter writer) => writer.Write(new EventFields
    {
        Tenant = Tenant,
        Stream = stream,
        Version = Version,
        Id = id,
        Type = type,
        RecordedAt = RecordedAt,
        Data = data,
        Headers = headers,
        HasCorrelationId = correlationId is not null,
        CorrelationId = correlationId,
        HasCausationId = causationId is not null,
        CausationId = causationId,
    });

    private static byte[]? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
