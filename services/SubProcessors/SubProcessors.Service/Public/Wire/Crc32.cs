using System.Buffers.Binary;

namespace PrivacyPlatform.SubProcessors.Service.Public.Wire;

/// <summary>The checksum of gzip (RFC 1952, section 8), of parts and of parts put together.</summary>
internal static class Crc32
{
    /// <summary>x^32 + x^26 + … + 1 without its highest term, the lowest power in the highest bit.</summary>
    private const uint Polynomial = 0xEDB88320;
    private const uint One = 0x80000000;
    private const int Slices = 8;

    // Tables of their own, and of exactly 256: the compiler then knows that a byte never leads outside.
    private static readonly uint[] Table0 = MakeTable(0), Table1 = MakeTable(1), Table2 = MakeTable(2), Table3 = MakeTable(3);
    private static readonly uint[] Table4 = MakeTable(4), Table5 = MakeTable(5), Table6 = MakeTable(6), Table7 = MakeTable(7);

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            crc ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var rest = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Table7[(byte)crc] ^ Table6[(byte)(crc >> 8)] ^ Table5[(byte)(crc >> 16)] ^ Table4[(byte)(crc >> 24)]
                ^ Table3[(byte)rest] ^ Table2[(byte)(rest >> 8)] ^ Table1[(byte)(rest >> 16)] ^ Table0[(byte)(rest >> 24)];
        }

        foreach (var next in bytes)
        {
            crc = Table0[(byte)(crc ^ next)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>What so many bytes behind a part do to the part's checksum; for <see cref="Append"/>.</summary>
    public static uint ShiftOf(long bytes)
    {
        var (shift, power) = (One, One >> 8); // x^0, and x^8 for one byte
        for (; bytes > 0; bytes >>= 1)
        {
            if ((bytes & 1) == 1)
            {
                shift = Multiply(power, shift);
            }

            power = Multiply(power, power);
        }

        return shift;
    }

    /// <summary>The checksum of a part and another part behind it.</summary>
    /// <param name="shift">Of the length of the part behind.</param>
    public static uint Append(uint crc, uint behind, uint shift) => Multiply(shift, crc) ^ behind;

    /// <summary>Of two polynomials, modulo the checksum's.</summary>
    private static uint Multiply(uint a, uint b)
    {
        var product = 0u;
        for (var bit = One; bit != 0; bit >>= 1)
        {
            product ^= (a & bit) != 0 ? b : 0;
            b = (b & 1) != 0 ? (b >> 1) ^ Polynomial : b >> 1;
        }

        return product;
    }

    /// <param name="zeros">What so many bytes of zeros behind a byte make of it.</param>
    private static uint[] MakeTable(int zeros)
    {
        var table = new uint[256];
        for (var value = 0u; value < table.Length; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8 * (zeros + 1); bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            table[value] = crc;
        }

        return table;
    }
}
