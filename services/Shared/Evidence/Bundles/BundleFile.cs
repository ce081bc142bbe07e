namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>The names of a bundle's files; FORMAT.md says what is in them.</summary>
internal static class BundleFile
{
    public const string Format = "privacyplatform.bundle/1";

    public const string Manifest = "manifest.json";
    public const string Checkpoint = "checkpoint.txt";
    public const string PublicKey = "public-key.txt";
    public const string Events = "events.ndjson";
    public const string Leaves = "leaves.ndjson";
    public const string Consistency = "consistency.json";
    public const string States = "states.ndjson";
}
