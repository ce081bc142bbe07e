using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// An event's id follows from its command, so that a repeated command meets the unique index instead of appending twice:
/// the first 16 bytes of SHA-256("privacyplatform.event\0" + tenant in UTF-8 + "\0" + command id, 16 bytes big-endian + ordinal, int32 big-endian),
/// with version 8 and the variant of RFC 9562 set. The tenant is part of it so that no tenant can block another's ids.
/// </summary>
public static class EventId
{
    /// <param name="ordinal">0 for the command's first event.</param>
    public static Guid Of(string tenant, Guid commandId, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var prefix = Encoding.UTF8.GetBytes($"privacyplatform.event\0{tenant}\0");
        var input = new byte[prefix.Length + 20];
        prefix.CopyTo(input, 0);
        commandId.TryWriteBytes(input.AsSpan(prefix.Length), bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(prefix.Length + 16), ordinal);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    internal static IReadOnlyList<Guid> AllOf(string tenant, Guid commandId, int count) =>
        [.. Enumerable.Range(0, count).Select(ordinal => Of(tenant, commandId, ordinal))];
}
