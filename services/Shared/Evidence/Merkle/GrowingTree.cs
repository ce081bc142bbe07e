using System.Numerics;

namespace PrivacyPlatform.EvidenceLog.Merkle;

/// <summary>
/// A tree that only grows, kept as its right edge: the complete nodes that its size is the sum of, at most 63. That is all that is needed
/// to append and to know the root; nodes are handed out as they become complete.
/// </summary>
public sealed class GrowingTree
{
    private readonly List<Digest> edge;

    public GrowingTree()
        : this(0, [])
    {
    }

    /// <param name="edge">The hashes of <c>new Subtree(0, size).Nodes()</c>.</param>
    /// <exception cref="ArgumentException">Not as many hashes as that.</exception>
    public GrowingTree(long size, IReadOnlyList<Digest> edge)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(edge);
        if (edge.Count != BitOperations.PopCount((ulong)size))
        {
            throw new ArgumentException("The right edge of a tree has one hash for each bit that is set in its size.", nameof(edge));
        }

        Size = size;
        this.edge = [.. edge];
    }

    /// <summary>The number of leaves.</summary>
    public long Size { get; private set; }

    public Digest Root
    {
        get
        {
            if (edge.Count == 0)
            {
                return Rfc6962.EmptyRoot;
            }

            var root = edge[^1];
            for (var i = edge.Count - 2; i >= 0; i--)
            {
                root = Rfc6962.Node(edge[i], root);
            }

            return root;
        }
    }

    /// <summary>Appends a leaf's hash.</summary>
    /// <param name="completed">Told of each node above the leaf that this leaf completes, from the bottom up.</param>
    public void Append(Digest leaf, Action<NodeId, Digest>? completed = null)
    {
        var hash = leaf;
        var level = 0;
        for (var rest = Size; (rest & 1) == 1; rest >>= 1)
        {
            hash = Rfc6962.Node(edge[^1], hash);
            edge.RemoveAt(edge.Count - 1);
            level++;
            completed?.Invoke(new(level, Size >> level), hash);
        }

        edge.Add(hash);
        Size++;
    }
}
