namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>Something in a bundle that must not be so.</summary>
/// <param name="Code">Stable: one of <see cref="FindingCodes"/>.</param>
/// <param name="Message">For people.</param>
/// <param name="Leaf">The leaf that it is about, where it is about one.</param>
public sealed record Finding(string Code, string Message, long? Leaf = null);

/// <summary>What can be wrong with a bundle.</summary>
public static class FindingCodes
{
    public const string Malformed = "bundle_malformed";
    public const string SignatureForged = "signature_forged";
    public const string EventChanged = "event_changed";
    public const string EventMissing = "event_missing";
    public const string EventMisplaced = "event_misplaced";
    public const string NotIncluded = "not_included";
    public const string TreeDiffers = "tree_differs";
    public const string HistoryRewritten = "history_rewritten";
    public const string HistoryTruncated = "history_truncated";
    public const string VersionGap = "version_gap";
    public const string StateDiffers = "state_differs";
}
