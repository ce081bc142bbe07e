using System.IO.Compression;

namespace PrivacyPlatform.SubProcessors.Service.Public.Wire;

/// <summary>
/// A piece of a gzip body: deflate blocks (RFC 1951) that refer to nothing outside of them and end on a byte, so that pieces can be put one behind
/// the other in any order and number.
/// </summary>
/// <param name="Bytes">Compressed; without a last block.</param>
/// <param name="Length">Of what was compressed, in bytes.</param>
/// <param name="Checksum">Of what was compressed.</param>
/// <param name="Shift">See <see cref="Crc32.ShiftOf"/>.</param>
internal sealed record Deflated(byte[] Bytes, int Length, uint Checksum, uint Shift)
{
    public static Deflated Of(ReadOnlySpan<byte> plain, CompressionLevel level)
    {
        using var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, level, leaveOpen: true))
        {
            deflate.Write(plain);
            deflate.Flush(); // ends on a byte; what closing would add is the last block, and is cut off
            return new(bytes.ToArray(), plain.Length, Crc32.Of(plain), Crc32.ShiftOf(plain.Length));
        }
    }
}
