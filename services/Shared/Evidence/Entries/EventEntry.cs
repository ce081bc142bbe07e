using System.Globalization;
using System.Text.Json;

namespace PrivacyPlatform.EvidenceLog.Entries;

/// <summary>An entry, read back from its bytes.</summary>
/// <param name="SchemaVersion">1 where the entry has none.</param>
/// <param name="Data">Canonical JSON; personal data in it is sealed, or shredded, which leaves the same bytes.</param>
/// <param name="OccurredAt"><paramref name="RecordedAt"/> where the entry has none.</param>
/// <param name="Metadata">Canonical JSON of an object: who acted, and what else was stored with the event.</param>
public sealed record EventEntry(
    string Tenant,
    string Stream,
    long Version,
    Guid Id,
    string Type,
    int SchemaVersion,
    string Data,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string Metadata,
    string? CorrelationId,
    string? CausationId)
{
    /// <summary>Null for bytes that are not exactly what FORMAT.md says: a second reading of the same entry must be impossible.</summary>
    public static EventEntry? Read(ReadOnlySpan<byte> entry)
    {
        try
        {
            if (!CanonicalJsonWriter.Canonicalize(entry).AsSpan().SequenceEqual(entry))
            {
                return null;
            }

            var reader = new Utf8JsonReader(entry);
            using var document = JsonDocument.ParseValue(ref reader);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static EventEntry? Read(JsonElement entry)
    {
        if (entry.GetProperty("format").GetString() != EntryWriter.Format || entry.EnumerateObject().Count() != 13)
        {
            return null;
        }

        var recorded = Time(entry.GetProperty("recorded_at"))!.Value;
        var schemaVersion = entry.GetProperty("schema_version");
        return new(
            Text(entry, "tenant"),
            Text(entry, "stream"),
            entry.GetProperty("version").GetInt64(),
            entry.GetProperty("id").GetGuid(),
            Text(entry, "type"),
            schemaVersion.ValueKind == JsonValueKind.Null ? 1 : schemaVersion.GetInt32(),
            entry.GetProperty("data").GetRawText(),
            Time(entry.GetProperty("occurred_at")) ?? recorded,
            recorded,
            entry.GetProperty("metadata").GetRawText(),
            entry.GetProperty("correlation_id").GetString(),
            entry.GetProperty("causation_id").GetString());
    }

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString() ?? throw new FormatException();

    private static DateTimeOffset? Time(JsonElement time) =>
        time.GetString() is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : null;
}
