using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyPlatform.PersonalData;

/// <summary>How the values of a field are made alike before they are looked up.</summary>
public enum IndexedAs
{
    /// <summary>As it is: opaque ids.</summary>
    Exact,

    /// <summary>
    /// Without blanks around it and in lower case: addresses. Not in Unicode's composed form, for which the runtime has no tables here
    /// (InvariantGlobalization): who indexes names composes them first.
    /// </summary>
    Normalized,
}

/// <summary>
/// A keyed blind index: HMAC-SHA-256 of a value under a key that HKDF-SHA-256 derives from the tenant's index secret for one field. The same value
/// gives the same index, so that it can be found; without the secret, no index can be computed or tried out.
/// </summary>
internal static class BlindIndex
{
    /// <summary>The field under which the vault itself finds a subject's keys.</summary>
    public const string Subject = "vault.subject";

    public static byte[] Of(ReadOnlySpan<byte> secret, string tenant, string field, string value, IndexedAs indexedAs = IndexedAs.Exact)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, [], new LengthPrefixed().Add("privacyplatform.index.v1").Add(tenant).Add(field).ToArray());
        var input = Encoding.UTF8.GetBytes(indexedAs is IndexedAs.Normalized ? value.Trim().ToLowerInvariant() : value);
        try
        {
            return HMACSHA256.HashData(key, input);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(input);
        }
    }

    public static string Text(byte[] index) => Base64Url.EncodeToString(index);

    public static byte[] Bytes(string index) => Base64Url.DecodeFromChars(index);
}
