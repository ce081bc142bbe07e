using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.Sealing;

/// <summary>What a pass adds to one tenant's tree: rows to store. The tree itself is taken along.</summary>
internal sealed class TreeGrowth
{
    private readonly List<Chunk> chunks = [];
    private readonly List<(NodeId Id, Digest Hash)> nodes = [];

    public TreeGrowth(GrowingTree tree, TenantLeaves leaves)
    {
        Tenant = leaves.Tenant;
        Tree = tree;
        var rest = leaves.InOrder();
        while (rest.Length > 0)
        {
            var room = TreeHashes.ChunkSize - (int)(tree.Size % TreeHashes.ChunkSize);
            var taken = Math.Min(room, rest.Length);
            chunks.Add(Append(rest[..taken]));
            rest = rest[taken..];
        }
    }

    public string Tenant { get; }

    /// <summary>After the growth.</summary>
    public GrowingTree Tree { get; }

    public IReadOnlyList<Chunk> Chunks => chunks;

    public IReadOnlyList<(NodeId Id, Digest Hash)> Nodes => nodes;

    private Chunk Append(ReadOnlySpan<TenantLeaves.NewLeaf> leaves)
    {
        var first = Tree.Size;
        var sequences = new long[leaves.Length];
        var hashes = new byte[leaves.Length * Digest.Size];
        for (var i = 0; i < leaves.Length; i++)
        {
            sequences[i] = leaves[i].Sequence;
            leaves[i].Hash.CopyTo(hashes.AsSpan(i * Digest.Size));
            Tree.Append(leaves[i].Hash, Completed);
        }

        return new(first, sequences, hashes);
    }

    private void Completed(NodeId id, Digest hash)
    {
        if (id.Level % TreeHashes.Stride == 0)
        {
            nodes.Add((id, hash));
        }
    }

    internal sealed record Chunk(long FirstLeaf, long[] Sequences, byte[] Hashes);
}
