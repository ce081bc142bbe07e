using System.Buffers.Binary;
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
    private const int GzipHeader = 10;
    private const int GzipTrailer = 2 * sizeof(uint);

    public static Deflated Of(ReadOnlySpan<byte> plain, CompressionLevel level)
    {
        if (plain.IsEmpty)
        {
            return new([], 0, Crc32.Of([]), Crc32.ShiftOf(0)); // nothing would be written, not even a header
        }

        using var bytes = new MemoryStream();
        int end;
        using (var gzip = new GZipStream(bytes, level, leaveOpen: true))
        {
            gzip.Write(plain);
            gzip.Flush(); // ends on a byte
            end = (int)bytes.Length;
        }

        // What closing added is the last block, which is cut off, and the checksum: zlib takes it many times faster than we could.
        var whole = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        return new(whole[GzipHeader..end].ToArray(), plain.Length, BinaryPrimitives.ReadUInt32LittleEndian(whole[^GzipTrailer..]), Crc32.ShiftOf(plain.Length));
    }
}
