using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// An unambiguous encoding of a list of fields, for what is authenticated, hashed or derived from: each field is its length in bytes
/// (unsigned, 32 bits, big-endian) and then its bytes. No two different lists have the same encoding.
/// </summary>
internal sealed class LengthPrefixed
{
    private readonly ArrayBufferWriter<byte> written = new(256);

    public LengthPrefixed Add(string field) => Add(Encoding.UTF8.GetBytes(field));

    /// <summary>16 bytes, big-endian, as RFC 9562 prints them.</summary>
    public LengthPrefixed Add(Guid field) => Add(field.ToByteArray(bigEndian: true));

    public LengthPrefixed Add(long field)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, field);
        return Add(bytes);
    }

    /// <summary>Microseconds since 1970-01-01 UTC, as a 64-bit integer: what the store keeps of a time.</summary>
    public LengthPrefixed Add(DateTimeOffset field) =>
        Add((field.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public LengthPrefixed Add(ReadOnlySpan<byte> field)
    {
        BinaryPrimitives.WriteUInt32BigEndian(written.GetSpan(4), (uint)field.Length);
        written.Advance(4);
        written.Write(field);
        return this;
    }

    public byte[] ToArray() => written.WrittenSpan.ToArray();
}
