using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>Checks a bundle with a public key and nothing else: no network, no database, no trust in whoever made it. FORMAT.md, "What to check".</summary>
/// <param name="key">The key of this tenant's log at this service, from a source that the reviewer trusts.</param>
/// <param name="kept">The text of the checkpoint that was kept from last time; null the first time.</param>
/// <param name="rules">To replay states with; null to leave that out.</param>
public sealed class BundleVerifier(VerifierKey key, string? kept = null, IStateReplay? rules = null)
{
    /// <exception cref="IOException">The bundle cannot be read.</exception>
    public async Task<VerificationReport> Verify(BundleFolder bundle, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var findings = new Findings();
        var note = bundle.ReadText(BundleFile.Checkpoint);
        var checkpoint = Opened(note);
        if (checkpoint is null)
        {
            findings.Add(FindingCodes.SignatureForged, "The checkpoint is not signed by the key, or is of another log.");
            return Report(findings, null, null, null);
        }

        var old = kept is null ? null : Opened(kept);
        if (kept is not null && old is null)
        {
            findings.Add(FindingCodes.SignatureForged, "The kept checkpoint is not signed by the key, or is of another log.");
        }

        var events = new EventChecks(checkpoint, old?.Size, rules, findings);
        await events.Run(bundle, ct);
        CheckConsistency(bundle, checkpoint, old, events, findings);
        var replayed = rules is null ? (int?)null : await new StateChecks(events, findings).Run(bundle, ct);
        return Report(findings, checkpoint, events, replayed);
    }

    private Checkpoint? Opened(string? note) =>
        note is not null && SignedNote.Open(note, key) is { } text && Checkpoint.Read(text) is { } checkpoint && checkpoint.Origin == key.Name
            ? checkpoint
            : null;

    private static void CheckConsistency(BundleFolder bundle, Checkpoint now, Checkpoint? old, EventChecks events, Findings findings)
    {
        if (old is null)
        {
            return;
        }

        if (old.Size > now.Size)
        {
            findings.Add(FindingCodes.HistoryTruncated, $"The kept checkpoint has {old.Size} events, this one only {now.Size}: events were taken away.");
            return;
        }

        // An export of everything shows it by itself; otherwise the proof must.
        var consistent = events.RootAtKept is { } root
            ? root == old.Root
            : bundle.ReadText(BundleFile.Consistency) is { } text && ConsistencyFile.Read(text) is { } file
                && file.OldSize == old.Size && file.NewSize == now.Size
                && Verification.IsConsistent(old.Size, old.Root, now.Size, now.Root, file.Proof);
        if (!consistent)
        {
            findings.Add(
                FindingCodes.HistoryRewritten,
                $"The log does not begin with the {old.Size} events of the kept checkpoint, or the bundle does not prove that it does.");
        }
    }

    private VerificationReport Report(Findings findings, Checkpoint? checkpoint, EventChecks? events, int? replayed) => new()
    {
        Findings = findings.All,
        Checkpoint = checkpoint,
        Events = events?.Count ?? 0,
        Streams = events?.Versions.Count ?? 0,
        IsEverything = events?.IsEverything ?? false,
        ContinuesKept = kept is not null && findings.All.Count == 0,
        StatesReplayed = replayed,
        StreamsNotReplayed = events?.StreamsNotReplayed ?? 0,
    };
}
