using PrivacyPlatform.EvidenceLog.Merkle;

namespace PrivacyPlatform.EvidenceLog.Tests.Merkle;

/// <summary>RFC 6962, sections 2.1, 2.1.1 and 2.1.2, word for word: recursive, slow, and nothing to get wrong.</summary>
internal static class NaiveTree
{
    public static Digest Root(IReadOnlyList<Digest> leaves)
    {
        if (leaves.Count < 2)
        {
            return leaves.Count == 0 ? Rfc6962.EmptyRoot : leaves[0];
        }

        var k = Split(leaves.Count);
        return Rfc6962.Node(Root(leaves.Take(k).ToList()), Root(leaves.Skip(k).ToList()));
    }

    public static IReadOnlyList<Digest> Path(int m, IReadOnlyList<Digest> leaves)
    {
        if (leaves.Count < 2)
        {
            return [];
        }

        var k = Split(leaves.Count);
        var (left, right) = (leaves.Take(k).ToList(), leaves.Skip(k).ToList());
        return m < k ? [.. Path(m, left), Root(right)] : [.. Path(m - k, right), Root(left)];
    }

    public static IReadOnlyList<Digest> Proof(int m, IReadOnlyList<Digest> leaves) => SubProof(m, leaves, true);

    private static IReadOnlyList<Digest> SubProof(int m, IReadOnlyList<Digest> leaves, bool known)
    {
        if (m == leaves.Count)
        {
            return known ? [] : [Root(leaves)];
        }

        var k = Split(leaves.Count);
        var (left, right) = (leaves.Take(k).ToList(), leaves.Skip(k).ToList());
        return m <= k ? [.. SubProof(m, left, known), Root(right)] : [.. SubProof(m - k, right, false), Root(left)];
    }

    /// <summary>The largest power of two that is smaller than n.</summary>
    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
