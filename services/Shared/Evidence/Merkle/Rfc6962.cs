using System.Buffers;
using System.Security.Cryptography;

namespace PrivacyPlatform.EvidenceLog.Merkle;

/// <summary>The hashes of RFC 6962, section 2.1. Leaf and node differ in their first byte, so that no node can be passed off as a leaf.</summary>
public static class Rfc6962
{
    /// <summary>The first byte of what is hashed for a leaf.</summary>
    public const byte LeafPrefix = 0x00;

    /// <summary>The first byte of what is hashed for a node.</summary>
    public const byte NodePrefix = 0x01;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static Digest EmptyRoot { get; } = Digest.From(SHA256.HashData([]));

    /// <summary>SHA-256(0x00 || <paramref name="entry"/>).</summary>
    public static Digest Leaf(ReadOnlySpan<byte> entry)
    {
        var prefixed = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        try
        {
            prefixed[0] = LeafPrefix;
            entry.CopyTo(prefixed.AsSpan(1));
            return LeafOfPrefixed(prefixed.AsSpan(0, entry.Length + 1));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(prefixed);
        }
    }

    /// <summary>The same for bytes that begin with <see cref="LeafPrefix"/> already: saves copying every entry that is sealed.</summary>
    public static Digest LeafOfPrefixed(ReadOnlySpan<byte> prefixed)
    {
        if (prefixed.IsEmpty || prefixed[0] != LeafPrefix)
        {
            throw new ArgumentException("A leaf begins with the leaf prefix.", nameof(prefixed));
        }

        Span<byte> hash = stackalloc byte[Digest.Size];
        SHA256.HashData(prefixed, hash);
        return Digest.From(hash);
    }

    /// <summary>SHA-256(0x01 || <paramref name="left"/> || <paramref name="right"/>).</summary>
    public static Digest Node(Digest left, Digest right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Digest.Size)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Digest.Size)..]);
        Span<byte> hash = stackalloc byte[Digest.Size];
        SHA256.HashData(input, hash);
        return Digest.From(hash);
    }
}
