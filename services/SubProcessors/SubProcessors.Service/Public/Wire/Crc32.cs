namespace PrivacyPlatform.SubProcessors.Service.Public.Wire;

/// <summary>The checksum of gzip (RFC 1952, section 8), of parts and of parts put together.</summary>
internal static class Crc32
{
    /// <summary>x^32 + x^26 + … + 1 without its highest term, the lowest power in the highest bit.</summary>
    private const uint Polynomial = 0xEDB88320;
    private const uint One = 0x80000000;
    private const int Slices = 8;

    private static readonly uint[] Table = MakeTable();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = Table[(7 * 256) + (byte)crc] ^ Table[(6 * 256) + (byte)(crc >> 8)] ^ Table[(5 * 256) + (byte)(crc >> 16)] ^ Table[(4 * 256) + (int)(crc >> 24)]
                ^ Table[(3 * 256) + bytes[4]] ^ Table[(2 * 256) + bytes[5]] ^ Table[256 + bytes[6]] ^ Table[bytes[7]];
        }

        foreach (var next in bytes)
        {
            crc = Table[(byte)crc ^ next] ^ (crc >> 8);
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

    private static uint[] MakeTable()
    {
        var table = new uint[Slices * 256];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            table[value] = crc;
        }

        for (var index = 256; index < table.Length; index++)
        {
            table[index] = (table[index - 256] >> 8) ^ table[(byte)table[index - 256]];
        }

        return table;
    }
}
