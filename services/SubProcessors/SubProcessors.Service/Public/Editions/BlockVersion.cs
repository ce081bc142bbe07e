using System.Buffers;
using System.Collections.Immutable;
using System.IO.Compression;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>A block from an instant on, until its next version. What is made of it is made when it is first asked for.</summary>
/// <param name="told">How many versions of lines there were by then: what becomes known later of an earlier time is one more.</param>
internal sealed class BlockVersion(DateTimeOffset from, int told, ImmutableArray<Line> lines, Facets facets)
{
    private readonly Deflated?[] deflated = new Deflated?[RowFormat.Count];
    private readonly int[] lengths = new int[RowFormat.Count];
    private EntryVersion[]? listed;
    private BlockTally? tally;
    private int? count;

    public DateTimeOffset From { get; } = from;

    public int Told { get; } = told;

    /// <summary>What the register lists of these lines, in order.</summary>
    public IReadOnlyList<EntryVersion> Listed => List();

    /// <summary>How many those are.</summary>
    public int Count => count ??= List().Length;

    /// <summary>What is counted on a page.</summary>
    public BlockTally Tally => tally ??= BlockTally.Of(List(), facets);

    /// <summary>The lines' bytes, compressed.</summary>
    public Deflated Deflated(RowFormat format, DeflatedBudget budget)
    {
        if (deflated[format.Number] is { } known)
        {
            return known;
        }

        var bytes = new ArrayBufferWriter<byte>(Length(format));
        Write(bytes, format);
        var made = Wire.Deflated.Of(bytes.WrittenSpan, CompressionLevel.Optimal);
        deflated[format.Number] = made;
        budget.Take(made.Bytes.Length, () => deflated[format.Number] = null);
        return made;
    }

    /// <summary>Of the lines' bytes as they are.</summary>
    public int Length(RowFormat format) => lengths[format.Number] is > 0 and var known ? known : lengths[format.Number] = Measure(format);

    /// <summary>The same bytes as they are.</summary>
    public void Write(IBufferWriter<byte> to, RowFormat format)
    {
        var rows = List();
        for (var number = 0; number < rows.Length; number++)
        {
            if (number > 0)
            {
                to.Write(format.Between);
            }

            to.Write(rows[number].Row(format));
        }
    }

    private int Measure(RowFormat format)
    {
        var rows = List();
        return rows.Sum(row => row.Row(format).Length) + (format.Between.Length * Math.Max(0, rows.Length - 1));
    }

    private EntryVersion[] List() => listed ??= [.. lines.Select(line => line.At(From)).OfType<EntryVersion>().Where(version => version.Entry is not null)];
}
