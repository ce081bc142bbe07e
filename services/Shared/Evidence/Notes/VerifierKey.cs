using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyPlatform.EvidenceLog.Notes;

/// <summary>
/// A named Ed25519 public key (C2SP signed-note), all that a reviewer needs to hold: <c>name+keyid+base64(0x01 || key)</c>.
/// The same key under another name has another id, so that a checkpoint of one tenant is none of another.
/// </summary>
public sealed record VerifierKey
{
    private const byte Ed25519Type = 0x01;

    private readonly byte[] publicKey;

    /// <param name="publicKey">32 bytes.</param>
    public VerifierKey(string name, ReadOnlySpan<byte> publicKey)
    {
        if (!Origin.IsName(name))
        {
            throw new ArgumentException("A key's name has no spaces, no plus sign and no control characters.", nameof(name));
        }

        if (publicKey.Length != Ed25519.PublicKeySize)
        {
            throw new ArgumentException("An Ed25519 public key has 32 bytes.", nameof(publicKey));
        }

        Name = name;
        this.publicKey = publicKey.ToArray();
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Type, .. publicKey]));
    }

    public string Name { get; }

    /// <summary>The first four bytes of SHA-256(name || newline || 0x01 || key). Tells keys apart; proves nothing.</summary>
    public uint Id { get; }

    public ReadOnlySpan<byte> PublicKey => publicKey;

    /// <summary>Null for text that is no such key, or whose id is not that of the name and key.</summary>
    public static VerifierKey? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Trim().Split('+', 3);
        Span<byte> key = stackalloc byte[Ed25519.PublicKeySize + 1];
        if (parts.Length != 3 || !Origin.IsName(parts[0])
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || parts[2].Length != 44 || !Convert.TryFromBase64String(parts[2], key, out var written) || written != key.Length
            || key[0] != Ed25519Type)
        {
            return null;
        }

        var read = new VerifierKey(parts[0], key[1..]);
        return read.Id == id ? read : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([Ed25519Type, .. publicKey])}");

    public bool Equals(VerifierKey? other) => other is not null && Name == other.Name && PublicKey.SequenceEqual(other.PublicKey);

    public override int GetHashCode() => (int)Id;
}
