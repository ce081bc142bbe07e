using System.Text.Json;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary><c>consistency.json</c>.</summary>
internal sealed record ConsistencyFile(long OldSize, long NewSize, IReadOnlyList<Digest> Proof)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(
        new Json(OldSize, NewSize, [.. Proof.Select(hash => hash.ToBase64())]), BundleJson.Options);

    /// <summary>Null for text that is none.</summary>
    public static ConsistencyFile? Read(string text)
    {
        try
        {
            var json = JsonSerializer.Deserialize<Json>(text, BundleJson.Options);
            return json is not null && BundleJson.Hashes(json.Proof, out var proof) && proof is not null
                ? new(json.OldSize, json.NewSize, proof)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Json(long OldSize, long NewSize, string[]? Proof);
}
