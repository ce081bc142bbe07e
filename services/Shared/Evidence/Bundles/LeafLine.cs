using System.Text.Json;
using System.Text.Json.Serialization;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>One line of <c>leaves.ndjson</c>.</summary>
/// <param name="Proof">Of inclusion; null in an export of everything, which needs none.</param>
internal sealed record LeafLine(long Index, Digest Hash, IReadOnlyList<Digest>? Proof)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(
        new Json(Index, Hash.ToString(), Proof?.Select(hash => hash.ToBase64()).ToArray()), BundleJson.Options);

    /// <summary>Null for a line that is none.</summary>
    public static LeafLine? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = JsonSerializer.Deserialize<Json>(line, BundleJson.Options);
            return json is not null && Digest.FromHex(json.Hash) is { } hash && BundleJson.Hashes(json.Proof, out var proof)
                ? new(json.Index, hash, proof)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Json(long Index, string Hash, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string[]? Proof);
}
