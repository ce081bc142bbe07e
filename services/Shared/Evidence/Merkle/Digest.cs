using System.Runtime.InteropServices;

namespace PrivacyPlatform.EvidenceLog.Merkle;

/// <summary>A SHA-256 hash, 32 bytes, compared by value. Written in lowercase hexadecimal.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Digest : IEquatable<Digest>
{
    /// <summary>In bytes.</summary>
    public const int Size = 32;

    private readonly ulong a;
    private readonly ulong b;
    private readonly ulong c;
    private readonly ulong d;

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static Digest From(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size ? MemoryMarshal.Read<Digest>(bytes) : throw new ArgumentException($"A hash has {Size} bytes.", nameof(bytes));

    /// <summary>Null for text that is not 64 hexadecimal digits.</summary>
    public static Digest? FromHex(string? text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return text is { Length: 2 * Size } && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? From(bytes)
            : null;
    }

    /// <summary>Null for text that is not the base64 of 32 bytes.</summary>
    public static Digest? FromBase64(string? text)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        return text is { Length: 44 } && Convert.TryFromBase64String(text, bytes, out var written) && written == Size
            ? From(bytes[..Size])
            : null;
    }

    public void CopyTo(Span<byte> target) => MemoryMarshal.Write(target, in this);

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public string ToBase64() => Convert.ToBase64String(ToArray());

    public override string ToString() => Convert.ToHexStringLower(ToArray());

    public bool Equals(Digest other) => a == other.a && b == other.b && c == other.c && d == other.d;

    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    public override int GetHashCode() => a.GetHashCode();

    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);
}
