using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.EvidenceLog.Tests.Merkle;

/// <summary>A tree that grew leaf by leaf, with every complete node kept, as a store keeps them.</summary>
internal sealed class StoredTree
{
    private readonly Dictionary<NodeId, Digest> nodes = [];

    public GrowingTree Tree { get; } = new();

    public List<Digest> Leaves { get; } = [];

    public static StoredTree Of(IEnumerable<Digest> leaves)
    {
        var stored = new StoredTree();
        foreach (var leaf in leaves)
        {
            stored.nodes[new(0, stored.Tree.Size)] = leaf;
            stored.Leaves.Add(leaf);
            stored.Tree.Append(leaf, (id, hash) => stored.nodes.Add(id, hash));
        }

        return stored;
    }

    public IReadOnlyList<Digest> Inclusion(long index, long size) => Hashes(Proofs.Inclusion(index, size));

    public IReadOnlyList<Digest> Consistency(long oldSize, long newSize) => Hashes(Proofs.Consistency(oldSize, newSize));

    public Digest Root(long size) => new Subtree(0, size).Hash(id => nodes[id]);

    public IReadOnlyList<Digest> Edge(long size) => [.. new Subtree(0, size).Nodes().Select(id => nodes[id])];

    private IReadOnlyList<Digest> Hashes(IReadOnlyList<Subtree> proof) => [.. proof.Select(subtree => subtree.Hash(id => nodes[id]))];
}
