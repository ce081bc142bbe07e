using System.Text;
using System.Text.Json;
using PrivacyPlatform.EvidenceLog.Entries;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>One line of <c>states.ndjson</c>: a stream's state after all of its exported events.</summary>
/// <param name="Version">The last event's.</param>
/// <param name="State">Canonical JSON.</param>
public sealed record StateLine(string Stream, long Version, string State)
{
    internal byte[] Write()
    {
        var json = new CanonicalJsonWriter();
        json.Raw("{\"state\":"u8);
        json.Value(Encoding.UTF8.GetBytes(State));
        json.Raw(",\"stream\":"u8);
        json.String(Encoding.UTF8.GetBytes(Stream));
        json.Raw(",\"version\":"u8);
        json.Number(Version);
        json.Raw("}"u8);
        return json.Written.ToArray();
    }

    /// <summary>Null for a line that is none.</summary>
    internal static StateLine? Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return new(
                root.GetProperty("stream").GetString() ?? throw new FormatException(),
                root.GetProperty("version").GetInt64(),
                Encoding.UTF8.GetString(CanonicalJsonWriter.Canonicalize(Encoding.UTF8.GetBytes(root.GetProperty("state").GetRawText()))));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }
}
