using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;

namespace PrivacyPlatform.SubProcessors.Service.Public.Wire;

/// <summary>
/// An answer's body, put together of text that was written for this answer and of blocks of lines that were rendered and compressed before. As gzip
/// (RFC 1952) it costs little more than copying: pieces are put one behind the other, and so are their checksums.
/// </summary>
internal sealed class Body(DeflatedBudget budget)
{
    /// <summary>So much waits in memory until the network takes it.</summary>
    private const int FlushEvery = 64 * 1024;

    // Identification, deflate, no flags, no time, no extra flags, unknown system.
    private static readonly byte[] GzipHeader = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    private static readonly byte[] LastBlock = [1, 0, 0, 0xff, 0xff];

    private readonly List<BodyPart> parts = [];

    /// <summary>What was made before.</summary>
    public Body Add(BodyPart part)
    {
        parts.Add(part);
        return this;
    }

    /// <summary>Little text, which is sent as it is even where the rest is compressed.</summary>
    public Body Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Add(string)"/>
    public Body Add(byte[] text) => Add(new TextPart(text));

    /// <summary>Much text that is sent once.</summary>
    public Body AddCompressed(string text) => AddCompressed(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="AddCompressed(string)"/>
    public Body AddCompressed(byte[] text) => Add(CompressedPart.Once(text));

    /// <summary>All lines of an edition.</summary>
    public Body Add(Edition edition, RowFormat format)
    {
        var separator = format.Between.Length == 0 ? null : new TextPart(format.Between);
        var first = true;
        foreach (var block in edition.Blocks.Where(block => block.Count > 0))
        {
            if (!first && separator is not null)
            {
                Add(separator);
            }

            first = false;
            Add(new BlockPart(block, format, budget));
        }

        return this;
    }

    /// <summary>As it is.</summary>
    public async Task WritePlain(PipeWriter to, CancellationToken ct)
    {
        foreach (var part in parts)
        {
            part.WritePlain(to);
            await FlushIfMuch(to, ct);
        }

        await to.FlushAsync(ct);
    }

    /// <summary>How long it is as it is, in bytes.</summary>
    public long PlainLength() => parts.Sum(part => (long)part.Length);

    /// <summary>How long it is as gzip, in bytes. Compresses what is not compressed yet.</summary>
    public long GzipLength() => GzipHeader.Length + parts.Sum(part => (long)part.DeflatedLength) + LastBlock.Length + sizeof(uint) + sizeof(uint);

    public async Task WriteGzip(PipeWriter to, CancellationToken ct)
    {
        var (checksum, length) = (0u, 0u);
        to.Write(GzipHeader);
        foreach (var part in parts)
        {
            part.WriteDeflated(to);
            checksum = Crc32.Append(checksum, part.Checksum, part.Shift);
            length += (uint)part.Length;
            await FlushIfMuch(to, ct);
        }

        to.Write(LastBlock);
        BinaryPrimitives.WriteUInt32LittleEndian(to.GetSpan(sizeof(uint)), checksum);
        to.Advance(sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(to.GetSpan(sizeof(uint)), length);
        to.Advance(sizeof(uint));
        await to.FlushAsync(ct);
    }

    private static async ValueTask FlushIfMuch(PipeWriter to, CancellationToken ct)
    {
        if (to.CanGetUnflushedBytes && to.UnflushedBytes >= FlushEvery)
        {
            await to.FlushAsync(ct);
        }
    }
}
