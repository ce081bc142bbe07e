using Microsoft.IdentityModel.Tokens;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Public keys from a JWKS file; read again when the file changes, so that a rotated key needs no restart.</summary>
internal sealed class JwksFile
{
    private const int SmallestRsaKeyBits = 2048;

    private readonly string path;
    private readonly Lock gate = new();
    private Snapshot current;

    /// <exception cref="InvalidOperationException">The file is missing, is no JWKS, or holds a key that is not public.</exception>
    public JwksFile(string path)
    {
        this.path = path;
        current = Read(Stamp(path));
    }

    /// <summary>The keys that may have signed a token: those named <paramref name="keyId"/>, or all when the token names none.</summary>
    public IReadOnlyList<SecurityKey> KeysFor(string? keyId)
    {
        var keys = Current().Keys;
        return string.IsNullOrEmpty(keyId) ? keys : [.. keys.Where(key => key.KeyId == keyId)];
    }

    private Snapshot Current()
    {
        var stamp = Stamp(path);
        if (stamp == current.Stamp)
        {
            return current;
        }

        lock (gate)
        {
            try
            {
                current = Read(stamp);
            }
            catch (InvalidOperationException)
            {
                // Half-written or removed for a moment: the keys known so far stay; the next token looks again.
            }

            return current;
        }
    }

    private Snapshot Read((DateTime Written, long Length) stamp)
    {
        try
        {
            var keys = new JsonWebKeySet(File.ReadAllText(path)).Keys;
            if (keys.Count == 0 || !keys.All(IsPublic))
            {
                throw new InvalidOperationException($"Auth:JwksFile {path} must hold at least one key, and only public RSA (2048 bits and more) or EC keys.");
            }

            return new Snapshot(stamp, [.. keys]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidOperationException($"Auth:JwksFile {path} cannot be read as a JSON Web Key Set.", e);
        }
    }

    private static bool IsPublic(JsonWebKey key) =>
        !key.HasPrivateKey
        && (key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve
            || (key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.KeySize >= SmallestRsaKeyBits));

    private static (DateTime Written, long Length) Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : (default, -1);
    }

    private sealed record Snapshot((DateTime Written, long Length) Stamp, IReadOnlyList<SecurityKey> Keys);
}
