using System.Buffers.Binary;
using System.Runtime.InteropServices;
using PrivacyPlatform.EvidenceLog.Entries;

namespace PrivacyPlatform.Sealing;

/// <summary>
/// Events in PostgreSQL's binary COPY format, read in place. A sealer that lags reads hundreds of thousands a second, and a row's way through a
/// data reader costs more than hashing it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct CopiedRows(ReadOnlySpan<byte> rows)
{
    /// <summary>Signature, flags and the length of an extension that there is none of.</summary>
    public const int HeaderSize = 11 + 4 + 4;

    /// <summary>The columns of <see cref="Query"/>.</summary>
    private const int Columns = 11;

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private ReadOnlySpan<byte> rest = rows;

    public long Sequence { get; private set; }

    public EventFields Event { get; private set; }

    /// <summary>The events of these numbers. Numbers only, so they stand in the text: COPY takes no parameters.</summary>
    public static string Query(IReadOnlyList<(long First, long Last)> sequences) =>
        $$"""
        COPY (
            SELECT {{EntryRow.Columns}}
            FROM unnest('{{{string.Join(',', sequences.Select(range => range.First))}}}'::bigint[], '{{{string.Join(',', sequences.Select(range => range.Last))}}}'::bigint[]) AS r (first, last)
            JOIN events.mt_events e ON e.seq_id BETWEEN r.first AND r.last
        ) TO STDOUT (FORMAT BINARY)
        """;

    /// <summary>The length of the first row; 0 while it is not all there, and for the trailer.</summary>
    public static int Length(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || BinaryPrimitives.ReadInt16BigEndian(bytes) != Columns)
        {
            return 0;
        }

        var at = 2;
        for (var column = 0; column < Columns; column++)
        {
            if (bytes.Length < at + 4)
            {
                return 0;
            }

            at += 4 + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(bytes[at..]));
        }

        return at <= bytes.Length ? at : 0;
    }

    /// <summary>Goes on to the next row; false after the last.</summary>
    public bool Next()
    {
        if (rest.IsEmpty)
        {
            return false;
        }

        rest = rest[2..];
        Sequence = BinaryPrimitives.ReadInt64BigEndian(Field(out _));
        Event = new()
        {
            Tenant = Field(out _),
            Stream = Field(out _),
            Version = BinaryPrimitives.ReadInt64BigEndian(Field(out _)),
            Id = new Guid(Field(out _), bigEndian: true),
            Type = Field(out _),
            RecordedAt = Epoch.AddMicroseconds(BinaryPrimitives.ReadInt64BigEndian(Field(out _))),
            Data = Json(),
            Headers = Json(),
            CorrelationId = Field(out var hasCorrelation),
            HasCorrelationId = hasCorrelation,
            CausationId = Field(out var hasCausation),
            HasCausationId = hasCausation,
        };
        return true;
    }

    /// <summary>jsonb travels as text behind a byte for its version.</summary>
    private ReadOnlySpan<byte> Json()
    {
        var field = Field(out var has);
        return has ? field[1..] : [];
    }

    private ReadOnlySpan<byte> Field(out bool has)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(rest);
        has = length >= 0;
        var field = rest.Slice(4, Math.Max(0, length));
        rest = rest[(4 + field.Length)..];
        return field;
    }
}
