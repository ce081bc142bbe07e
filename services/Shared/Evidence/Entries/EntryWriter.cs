using System.Globalization;
using System.Text.Json;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.EvidenceLog.Entries;

/// <summary>
/// Writes an event's entry: the bytes that its leaf is the hash of, and the line of an export. FORMAT.md defines them for others; the two change together.
/// One writer is used for many events; not for two threads.
/// </summary>
public sealed class EntryWriter
{
    /// <summary>The first promise of FORMAT.md. Other fields or another order are another format, and old entries keep theirs.</summary>
    public const string Format = "privacyplatform.event/1";

    private static readonly byte[][] Lifted = ["occurred_at"u8.ToArray(), "schema_version"u8.ToArray()];

    private readonly CanonicalJsonWriter json = new();
    private readonly byte[]?[] lifted = new byte[]?[Lifted.Length];

    /// <summary>The entry that was written last. Valid until the next one.</summary>
    public ReadOnlySpan<byte> Entry => json.Written[1..];

    /// <summary>Writes the entry and returns its leaf's hash.</summary>
    /// <exception cref="JsonException">Payload or headers are no JSON that can be written canonically.</exception>
    public Digest Write(in EventFields fields)
    {
        json.Clear();
        json.Raw([Rfc6962.LeafPrefix]);
        json.Raw("{\"causation_id\":"u8);
        TextOrNull(fields.HasCausationId, fields.CausationId);
        json.Raw(",\"correlation_id\":"u8);
        TextOrNull(fields.HasCorrelationId, fields.CorrelationId);
        json.Raw(",\"data\":"u8);
        json.Value(fields.Data);
        json.Raw(",\"format\":\"privacyplatform.event/1\",\"id\":\""u8);
        Id(fields.Id);
        json.Raw("\",\"metadata\":"u8);
        Metadata(fields.Headers);
        json.Raw(",\"occurred_at\":"u8);
        json.Raw(lifted[0] ?? "null"u8);
        json.Raw(",\"recorded_at\":\""u8);
        Time(fields.RecordedAt);
        json.Raw("\",\"schema_version\":"u8);
        json.Raw(lifted[1] ?? "null"u8);
        json.Raw(",\"stream\":"u8);
        json.String(fields.Stream);
        json.Raw(",\"tenant\":"u8);
        json.String(fields.Tenant);
        json.Raw(",\"type\":"u8);
        json.String(fields.Type);
        json.Raw(",\"version\":"u8);
        json.Number(fields.Version);
        json.Raw("}"u8);
        return Rfc6962.LeafOfPrefixed(json.Written);
    }

    private void Metadata(ReadOnlySpan<byte> headers)
    {
        Array.Clear(lifted);
        if (headers.IsEmpty)
        {
            json.Raw("{}"u8);
        }
        else
        {
            json.ObjectWithout(headers, Lifted, lifted);
        }
    }

    private void TextOrNull(bool has, ReadOnlySpan<byte> text)
    {
        if (has)
        {
            json.String(text);
        }
        else
        {
            json.Raw("null"u8);
        }
    }

    private void Id(Guid id)
    {
        Span<byte> text = stackalloc byte[36];
        id.TryFormat(text, out _);
        json.Raw(text);
    }

    private void Time(DateTime time)
    {
        Span<byte> text = stackalloc byte[27];
        time.TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        json.Raw(text);
    }
}
