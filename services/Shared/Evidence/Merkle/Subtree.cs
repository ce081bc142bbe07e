using System.Numerics;
using System.Runtime.InteropServices;

namespace PrivacyPlatform.EvidenceLog.Merkle;

/// <summary>The root of a full binary tree over leaves <c>Index * 2^Level</c> … <c>(Index + 1) * 2^Level - 1</c>. Once complete it never changes, so it can be stored.</summary>
/// <param name="Level">0 for a leaf's own hash.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NodeId(int Level, long Index);

/// <summary>A hash of the tree that a proof is made of: that over the leaves from <see cref="Begin"/> up to but not including <see cref="End"/>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Subtree(long Begin, long End)
{
    /// <summary>The complete nodes that it is made of, left to right: one for each bit that is set in its size.</summary>
    public IReadOnlyList<NodeId> Nodes()
    {
        var nodes = new List<NodeId>();
        for (var begin = Begin; begin < End;)
        {
            var level = 63 - BitOperations.LeadingZeroCount((ulong)(End - begin));
            nodes.Add(new(level, begin >> level));
            begin += 1L << level;
        }

        return nodes;
    }

    /// <param name="node">The hash of a complete node; asked only for those of <see cref="Nodes"/>.</param>
    public Digest Hash(Func<NodeId, Digest> node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var nodes = Nodes();
        if (nodes.Count == 0)
        {
            return Rfc6962.EmptyRoot;
        }

        var hash = node(nodes[^1]);
        for (var i = nodes.Count - 2; i >= 0; i--)
        {
            hash = Rfc6962.Node(node(nodes[i]), hash);
        }

        return hash;
    }
}
