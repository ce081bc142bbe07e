using System.Numerics;

namespace PrivacyPlatform.EvidenceLog.Merkle;

/// <summary>
/// Which hashes a proof consists of, by the recursive definitions of RFC 6962, sections 2.1.1 and 2.1.2, in the proof's order.
/// Names of hashes only: what they are is asked of a store afterwards, all at once.
/// </summary>
public static class Proofs
{
    /// <summary>From the leaf's sibling up to the root's child.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static IReadOnlyList<Subtree> Inclusion(long leafIndex, long treeSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leafIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leafIndex, treeSize);
        var proof = new List<Subtree>();
        var (begin, end) = (0L, treeSize);
        while (end - begin > 1)
        {
            var split = begin + LargestPowerOfTwoBelow(end - begin);
            if (leafIndex < split)
            {
                proof.Add(new(split, end));
                end = split;
            }
            else
            {
                proof.Add(new(begin, split));
                begin = split;
            }
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>That the tree of <paramref name="newSize"/> begins with the tree of <paramref name="oldSize"/>. Empty when either is trivial: nothing grew, or from nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The new tree is the smaller one.</exception>
    public static IReadOnlyList<Subtree> Consistency(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        if (oldSize == 0 || oldSize == newSize)
        {
            return [];
        }

        var proof = new List<Subtree>();
        var (begin, end) = (0L, newSize);
        while (oldSize != end)
        {
            var split = begin + LargestPowerOfTwoBelow(end - begin);
            if (oldSize <= split)
            {
                proof.Add(new(split, end));
                end = split;
            }
            else
            {
                proof.Add(new(begin, split));
                begin = split;
            }
        }

        // The old tree's own root is known to whoever checks; a part of it is not.
        if (begin != 0)
        {
            proof.Add(new(begin, end));
        }

        proof.Reverse();
        return proof;
    }

    private static long LargestPowerOfTwoBelow(long size) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(size - 1)));
}
