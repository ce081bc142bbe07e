using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyPlatform.SubProcessors.Delivery;

/// <summary>What a link lets its holder do: object to what one notice tells of, until it is too late.</summary>
internal sealed record ObjectionPermit(string Tenant, Guid NoticeId, DateTimeOffset Until);

/// <summary>
/// Makes and reads the links. A permit is not secret, it is signed: version, end in seconds, notice, tenant, and a HMAC over them with a key of its own.
/// </summary>
internal sealed class ObjectionLink(Uri publicUrl, NoticeSecrets secrets)
{
    public const string Path = "objection";

    private const byte Version = 1;
    private const int HeadLength = 1 + sizeof(long) + 16;
    private const int LongestToken = 400;

    public Uri For(ObjectionPermit permit) => new(publicUrl, $"{Path}?token={TokenOf(permit)}");

    public string TokenOf(ObjectionPermit permit)
    {
        var content = new byte[HeadLength + Encoding.UTF8.GetByteCount(permit.Tenant)];
        content[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(1), permit.Until.ToUnixTimeSeconds());
        permit.NoticeId.TryWriteBytes(content.AsSpan(1 + sizeof(long)), bigEndian: true, out _);
        Encoding.UTF8.GetBytes(permit.Tenant, content.AsSpan(HeadLength));
        return Base64Url.EncodeToString([.. content, .. HMACSHA256.HashData(secrets.OfLinks()[0], content)]);
    }

    /// <summary>Null: it was not made here. Whether it is too late is for the caller to say.</summary>
    public ObjectionPermit? Read(string? token)
    {
        if (token is not { Length: > 0 and <= LongestToken } || !Base64Url.IsValid(token, out var length) || length <= HeadLength + HMACSHA256.HashSizeInBytes)
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        var content = bytes.AsSpan(..^HMACSHA256.HashSizeInBytes);
        var signature = bytes.AsSpan(^HMACSHA256.HashSizeInBytes..);
        var genuine = false;
        foreach (var key in secrets.OfLinks())
        {
            genuine |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, content), signature);
        }

        return genuine && content[0] == Version
            ? new(
                Encoding.UTF8.GetString(content[HeadLength..]),
                new Guid(content.Slice(1 + sizeof(long), 16), bigEndian: true),
                DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(content[1..])))
            : null;
    }
}
