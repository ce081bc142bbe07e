namespace PrivacyPlatform.EvidenceLog.Merkle;

/// <summary>Checks proofs against roots: RFC 9162, sections 2.1.3.2 and 2.1.4.2, which say for RFC 6962's trees how it is done.</summary>
public static class Verification
{
    /// <summary>True when a tree of <paramref name="treeSize"/> with this root has <paramref name="leaf"/> at <paramref name="leafIndex"/>.</summary>
    public static bool Includes(Digest root, long treeSize, Digest leaf, long leafIndex, IReadOnlyList<Digest> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (leafIndex < 0 || leafIndex >= treeSize)
        {
            return false;
        }

        var (node, last) = (leafIndex, treeSize - 1);
        var hash = leaf;
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = Rfc6962.Node(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                hash = Rfc6962.Node(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>True when the tree of <paramref name="newSize"/> begins with all of the tree of <paramref name="oldSize"/>, unchanged and in the same order.</summary>
    public static bool IsConsistent(long oldSize, Digest oldRoot, long newSize, Digest newRoot, IReadOnlyList<Digest> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (oldSize < 0 || oldSize > newSize)
        {
            return false;
        }

        if (oldSize == newSize)
        {
            return proof.Count == 0 && oldRoot == newRoot;
        }

        if (oldSize == 0)
        {
            return proof.Count == 0 && oldRoot == Rfc6962.EmptyRoot;
        }

        var hashes = long.IsPow2(oldSize) ? [oldRoot, .. proof] : proof;
        if (hashes.Count == 0)
        {
            return false;
        }

        var (node, last) = (oldSize - 1, newSize - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (oldHash, newHash) = (hashes[0], hashes[0]);
        foreach (var sibling in hashes.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                oldHash = Rfc6962.Node(sibling, oldHash);
                newHash = Rfc6962.Node(sibling, newHash);
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                newHash = Rfc6962.Node(newHash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && oldHash == oldRoot && newHash == newRoot;
    }
}
