using System.Text.Json;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>How a bundle's own files are written, other than entries, whose form FORMAT.md fixes byte by byte.</summary>
internal static class BundleJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = false,
    };

    /// <summary>False when one of them is no hash. No texts are no hashes.</summary>
    public static bool Hashes(IReadOnlyList<string>? base64, out IReadOnlyList<Digest>? hashes)
    {
        var read = base64?.Select(Digest.FromBase64).ToList();
        hashes = read?.OfType<Digest>().ToList();
        return read?.Count == hashes?.Count;
    }
}
