using Npgsql;
using PrivacyPlatform.EvidenceLog.Entries;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.Sealing;

/// <summary>One row of <c>mt_events</c> as an entry. Text is taken as the bytes that it arrives as.</summary>
internal static class EntryRow
{
    /// <summary>The number of columns; those of a caller's own come after.</summary>
    public const int Count = 11;

    /// <summary>For <c>SELECT … FROM events.mt_events e</c>.</summary>
    public const string Columns =
        "e.seq_id, e.tenant_id, e.stream_id, e.version, e.id, e.type, e.timestamp, e.data, e.headers, e.correlation_id, e.causation_id";

    public static long Sequence(NpgsqlDataReader row) => row.GetInt64(0);

    public static byte[] Tenant(NpgsqlDataReader row) => Text(row, 1);

    /// <summary>UTC.</summary>
    public static DateTime RecordedAt(NpgsqlDataReader row) => row.GetDateTime(6);

    /// <summary>Leaves the entry in the writer.</summary>
    public static Digest Write(NpgsqlDataReader row, byte[] tenant, EntryWriter writer) => writer.Write(new EventFields
    {
        Tenant = tenant,
        Stream = Text(row, 2),
        Version = row.GetInt64(3),
        Id = row.GetGuid(4),
        Type = Text(row, 5),
        RecordedAt = RecordedAt(row),
        Data = Text(row, 7),
        Headers = Text(row, 8),
        HasCorrelationId = !row.IsDBNull(9),
        CorrelationId = Text(row, 9),
        HasCausationId = !row.IsDBNull(10),
        CausationId = Text(row, 10),
    });

    private static byte[] Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);
}
