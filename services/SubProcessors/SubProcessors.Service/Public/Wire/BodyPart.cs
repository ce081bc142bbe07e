using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;

namespace PrivacyPlatform.SubProcessors.Service.Public.Wire;

internal abstract class BodyPart
{
    /// <summary>Of the plain bytes.</summary>
    public abstract int Length { get; }

    public abstract int DeflatedLength { get; }

    public abstract uint Checksum { get; }

    public abstract uint Shift { get; }

    public abstract void WritePlain(IBufferWriter<byte> to);

    /// <summary>As deflate blocks that end on a byte, without a last one.</summary>
    public abstract void WriteDeflated(IBufferWriter<byte> to);
}

/// <summary>In deflate's stored blocks.</summary>
internal sealed class TextPart(byte[] text) : BodyPart
{
    private const int Header = 5;

    private uint? checksum, shift;

    public override int Length => text.Length;

    public override int DeflatedLength => text.Length + (Header * ((text.Length + ushort.MaxValue - 1) / ushort.MaxValue));

    public override uint Checksum => checksum ??= Crc32.Of(text);

    public override uint Shift => shift ??= Crc32.ShiftOf(text.Length);

    public override void WritePlain(IBufferWriter<byte> to) => to.Write(text);

    public override void WriteDeflated(IBufferWriter<byte> to)
    {
        for (var from = 0; from < text.Length; from += ushort.MaxValue)
        {
            var length = (ushort)Math.Min(ushort.MaxValue, text.Length - from);
            var header = to.GetSpan(Header);
            header[0] = 0; // not the last, stored
            BinaryPrimitives.WriteUInt16LittleEndian(header[1..], length);
            BinaryPrimitives.WriteUInt16LittleEndian(header[3..], (ushort)~length);
            to.Advance(Header);
            to.Write(text.AsSpan(from, length));
        }
    }
}

internal sealed class CompressedPart : BodyPart
{
    private readonly byte[] text;
    private readonly Lazy<Deflated> deflated;

    private CompressedPart(byte[] text, CompressionLevel level)
    {
        this.text = text;
        deflated = new(() => Deflated.Of(text, level));
    }

    public override int Length => text.Length;

    public override int DeflatedLength => deflated.Value.Bytes.Length;

    public override uint Checksum => deflated.Value.Checksum;

    public override uint Shift => deflated.Value.Shift;

    /// <summary>For one answer.</summary>
    public static CompressedPart Once(byte[] text) => new(text, CompressionLevel.Fastest);

    /// <summary>For many answers.</summary>
    public static CompressedPart Kept(byte[] text) => new(text, CompressionLevel.Optimal);

    public override void WritePlain(IBufferWriter<byte> to) => to.Write(text);

    public override void WriteDeflated(IBufferWriter<byte> to) => to.Write(deflated.Value.Bytes);
}

internal sealed class BlockPart(BlockVersion block, RowFormat format, DeflatedBudget budget) : BodyPart
{
    // Looked up once: it can be forgotten between two looks.
    private Deflated? known;

    public override int Length => block.Length(format);

    public override int DeflatedLength => Deflated.Bytes.Length;

    public override uint Checksum => Deflated.Checksum;

    public override uint Shift => Deflated.Shift;

    private Deflated Deflated => known ??= block.Deflated(format, budget);

    public override void WritePlain(IBufferWriter<byte> to) => block.Write(to, format);

    public override void WriteDeflated(IBufferWriter<byte> to) => to.Write(Deflated.Bytes);
}
