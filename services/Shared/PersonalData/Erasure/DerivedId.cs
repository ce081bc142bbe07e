using System.Security.Cryptography;

namespace PrivacyPlatform.PersonalData;

/// <summary>Ids that follow from an erasure's, so that doing it again meets what was done: version 8 of RFC 9562 over SHA-256.</summary>
internal static class DerivedId
{
    public static Guid Of(string purpose, string tenant, Guid erasureId)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(new LengthPrefixed().Add("privacyplatform.erasure.v1").Add(purpose).Add(tenant).Add(erasureId).ToArray(), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
