using PrivacyPlatform.EvidenceLog.Entries;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>Goes through a bundle's events once: each is what its leaf says, each leaf is in the tree, and no version is left out.</summary>
/// <param name="keptSize">The size at which the root of the growing tree is to be remembered.</param>
internal sealed class EventChecks(Checkpoint checkpoint, long? keptSize, IStateReplay? rules, Findings findings)
{
    private readonly string? tenant = Origin.TenantOf(checkpoint.Origin);
    private readonly GrowingTree tree = new();
    private readonly HashSet<string> unreadable = [];
    private long before = -1;
    private bool hasProofs;

    public long Count { get; private set; }

    public bool IsEverything { get; private set; }

    /// <summary>The root that the tree had when it was as large as the kept checkpoint's; null unless everything was exported.</summary>
    public Digest? RootAtKept { get; private set; }

    /// <summary>The last version of each stream.</summary>
    public Dictionary<string, long> Versions { get; } = [];

    public Dictionary<string, IStreamReplay?> Replays { get; } = [];

    /// <summary>How many streams the rules know and cannot replay.</summary>
    public int StreamsNotReplayed => unreadable.Count;

    public async Task Run(BundleFolder bundle, CancellationToken ct)
    {
        await using var events = bundle.Read(BundleFile.Events);
        await using var leaves = bundle.Read(BundleFile.Leaves);
        if (events is null || leaves is null)
        {
            findings.Add(FindingCodes.Malformed, $"The bundle lacks {BundleFile.Events} or {BundleFile.Leaves}.");
            return;
        }

        await using var leaf = Lines.Of(leaves, ct).GetAsyncEnumerator(ct);
        await foreach (var line in Lines.Of(events, ct))
        {
            if (!await leaf.MoveNextAsync() || LeafLine.Read(leaf.Current.Span) is not { } read)
            {
                findings.Add(FindingCodes.Malformed, $"Line {Count + 1} of {BundleFile.Leaves} is missing or malformed.");
                return;
            }

            Check(line.Span, read);
        }

        if (await leaf.MoveNextAsync())
        {
            findings.Add(FindingCodes.EventMissing, $"{BundleFile.Events} has fewer lines than {BundleFile.Leaves}.");
        }

        Finish();
    }

    private void Check(ReadOnlySpan<byte> line, LeafLine leaf)
    {
        Count++;
        hasProofs |= leaf.Proof is not null;
        if (leaf.Index <= before || leaf.Index >= checkpoint.Size)
        {
            findings.Add(FindingCodes.EventMisplaced, $"Leaf {leaf.Index} is out of order, or not in the checkpoint's tree.", leaf.Index);
        }
        else if (leaf.Proof is null && leaf.Index != before + 1)
        {
            findings.Add(FindingCodes.EventMissing, $"The events of the leaves from {before + 1} to {leaf.Index - 1} are missing.", before + 1);
        }

        before = leaf.Index;
        CheckEntry(line, leaf);
        if (leaf.Proof is { } proof)
        {
            if (!Verification.Includes(checkpoint.Root, checkpoint.Size, leaf.Hash, leaf.Index, proof))
            {
                findings.Add(FindingCodes.NotIncluded, $"The checkpoint's tree does not have this leaf at {leaf.Index}.", leaf.Index);
            }
        }
        else
        {
            tree.Append(leaf.Hash);
            if (tree.Size == keptSize)
            {
                RootAtKept = tree.Root;
            }
        }
    }

    private void CheckEntry(ReadOnlySpan<byte> line, LeafLine leaf)
    {
        if (line.IsEmpty)
        {
            findings.Add(FindingCodes.EventMissing, $"The event of leaf {leaf.Index} was removed.", leaf.Index);
            return;
        }

        if (Rfc6962.Leaf(line) != leaf.Hash)
        {
            findings.Add(FindingCodes.EventChanged, $"The event of leaf {leaf.Index} is not the one that was sealed.", leaf.Index);
        }

        if (EventEntry.Read(line) is not { } entry)
        {
            findings.Add(FindingCodes.Malformed, $"The event of leaf {leaf.Index} is not in the format of entries.", leaf.Index);
            return;
        }

        if (entry.Tenant != tenant)
        {
            findings.Add(FindingCodes.EventMisplaced, $"The event of leaf {leaf.Index} is another tenant's.", leaf.Index);
        }

        var expected = Versions.GetValueOrDefault(entry.Stream) + 1;
        if (entry.Version != expected)
        {
            findings.Add(FindingCodes.VersionGap, $"Leaf {leaf.Index}: version {entry.Version} of {entry.Stream}, where {expected} was expected.", leaf.Index);
        }

        Versions[entry.Stream] = entry.Version;
        Replay(entry);
    }

    private void Replay(EventEntry entry)
    {
        if (rules is null)
        {
            return;
        }

        if (!Replays.TryGetValue(entry.Stream, out var replay))
        {
            replay = Replays[entry.Stream] = rules.Begin(entry.Stream);
        }

        if (replay?.Apply(entry) == false)
        {
            Replays[entry.Stream] = null;
            unreadable.Add(entry.Stream);
        }
    }

    private void Finish()
    {
        if (hasProofs || Count == 0)
        {
            RootAtKept = null;
            if (tree.Size > 0 || Count == 0)
            {
                findings.Add(FindingCodes.Malformed, "The bundle has no events, or some with a proof and some without.");
            }

            return;
        }

        if (tree.Size < checkpoint.Size)
        {
            findings.Add(FindingCodes.EventMissing, $"The checkpoint has {checkpoint.Size} events, the bundle only {tree.Size}.", tree.Size);
        }
        else if (tree.Root != checkpoint.Root)
        {
            findings.Add(FindingCodes.TreeDiffers, "The leaves' tree does not have the checkpoint's root.");
        }
        else
        {
            IsEverything = true;
        }
    }
}
