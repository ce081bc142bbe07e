using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>
/// A notice's id follows from what it is about, so that the same announcement comes to the same notice however often it is read: the first 16 bytes
/// of a SHA-256, with version 8 and the variant of RFC 9562 set. The tenant is part of it, since a customer may be one of several tenants.
/// </summary>
public static class NoticeId
{
    public static Guid Of(string tenant, NoticeFacts facts)
    {
        var names = Encoding.UTF8.GetBytes($"privacyplatform.subprocessors.notice\0{tenant}\0{facts.CustomerId}\0{facts.EngagementId}\0");
        var input = new byte[names.Length + sizeof(int)];
        names.CopyTo(input, 0);
        BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(names.Length), facts.TermsNumber);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
