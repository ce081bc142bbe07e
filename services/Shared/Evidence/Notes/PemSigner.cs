using System.Security.Cryptography;

namespace PrivacyPlatform.EvidenceLog.Notes;

/// <summary>Signs with a private key from a file: PKCS #8 in PEM, as <c>openssl genpkey -algorithm ed25519</c> writes it.</summary>
public sealed class PemSigner : INoteSigner, IDisposable
{
    private const string Label = "PRIVATE KEY";
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>RFC 8410: version 0, id-Ed25519, and an octet string in an octet string. An Ed25519 key is always these bytes and then its own 32.</summary>
    private static readonly byte[] Pkcs8 = [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    private readonly byte[] seed;

    private PemSigner(byte[] seed)
    {
        this.seed = seed;
        PublicKey = Ed25519.PublicKeyOf(seed);
    }

    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <exception cref="InvalidOperationException">Others than its owner can read or write the file, or it holds no Ed25519 private key.</exception>
    public static PemSigner FromFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"There is no signing key {path}.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            throw new InvalidOperationException($"Others than its owner can get at the signing key {path}: chmod 600.");
        }

        return FromPem(File.ReadAllText(path)) ?? throw new InvalidOperationException($"{path} holds no Ed25519 private key (PKCS #8, PEM).");
    }

    /// <summary>Null for text that holds no Ed25519 private key.</summary>
    public static PemSigner? FromPem(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != Label)
        {
            return null;
        }

        var der = Convert.FromBase64String(pem[fields.Base64Data]);
        try
        {
            return der.Length == Pkcs8.Length + Ed25519.PublicKeySize && der.AsSpan().StartsWith(Pkcs8) ? new(der[Pkcs8.Length..]) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>A new private key as PEM, for a file that only its owner can read.</summary>
    public static string NewPem()
    {
        var fresh = RandomNumberGenerator.GetBytes(Ed25519.PublicKeySize);
        var der = (byte[])[.. Pkcs8, .. fresh];
        try
        {
            return PemEncoding.WriteString(Label, der) + "\n";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(fresh);
            CryptographicOperations.ZeroMemory(der);
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> message) => Ed25519.Sign(seed, message);

    public void Dispose() => CryptographicOperations.ZeroMemory(seed);
}
