using System.Runtime.InteropServices;
using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.Sealing;

/// <summary>A tenant's new leaves in a pass, in the order of their events' numbers, which within a stream is the order of versions.</summary>
internal sealed class TenantLeaves(string tenant)
{
    private readonly List<NewLeaf> leaves = [];
    private bool sorted = true;

    public string Tenant { get; } = tenant;

    public int Count => leaves.Count;

    public IEnumerable<long> Sequences => leaves.Select(leaf => leaf.Sequence);

    public void Add(long sequence, Digest hash)
    {
        sorted = sorted && (leaves.Count == 0 || leaves[^1].Sequence < sequence);
        leaves.Add(new(sequence, hash));
    }

    public ReadOnlySpan<NewLeaf> InOrder()
    {
        if (!sorted)
        {
            leaves.Sort((left, right) => left.Sequence.CompareTo(right.Sequence));
            sorted = true;
        }

        return CollectionsMarshal.AsSpan(leaves);
    }

    [StructLayout(LayoutKind.Auto)]
    public readonly record struct NewLeaf(long Sequence, Digest Hash);
}
