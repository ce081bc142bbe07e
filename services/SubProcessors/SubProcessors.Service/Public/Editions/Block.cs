using System.Collections.Immutable;

namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>
/// Some neighboring lines of a register. A change makes one version of one block new and leaves all other blocks as they are, so that any edition
/// is a list of block versions that are rendered and compressed once.
/// </summary>
internal sealed class Block
{
    /// <summary>Lines of a block when a register is loaded: many compress well together, few are little work when one of them changes.</summary>
    public const int Size = 32;

    private readonly Facets facets;
    private readonly BlockVersion[] versions;
    private readonly long[] begins;
    private readonly (DateTimeOffset At, int Line, int Version)[] flips;

    private Block(ImmutableArray<Line> lines, Facets facets, ReadOnlySpan<BlockVersion> kept)
    {
        Lines = lines;
        this.facets = facets;
        flips = [.. lines.SelectMany((line, number) => line.Versions.Select((version, index) => (version.From, number, index))).Order()];
        var starts = flips.CountBy(flip => flip.At).ToList();
        var told = 0;
        versions = [.. kept, .. starts.Select(start => (At: start.Key, Told: told += start.Value)).Skip(kept.Length)
            .Select(start => new BlockVersion(start.At, start.Told, lines, facets))];
        begins = Array.ConvertAll(versions, version => version.From.UtcTicks);
    }

    /// <summary>In the order of their places; at least one.</summary>
    public ImmutableArray<Line> Lines { get; }

    /// <summary>Lines in the order of their places, cut into blocks.</summary>
    public static IEnumerable<Block> Of(IEnumerable<Line> lines, Facets facets) =>
        lines.OrderBy(line => line.Place, LinePlace.Comparer).Chunk(Size).Select(part => new Block([.. part], facets, []));

    /// <summary>The version at an instant; null before the first line was listed.</summary>
    public BlockVersion? At(DateTimeOffset instant)
    {
        var index = LastNotAfter(instant);
        return index < 0 ? null : versions[index];
    }

    /// <summary>With a line in the place of the one with its id. What was rendered of the time before the two differ is kept.</summary>
    public Block With(Line line)
    {
        var known = Lines.First(known => known.Id == line.Id);
        line = line.Keeping(known);
        if (known.DiffersFrom(line) is not { } from)
        {
            return this;
        }

        return new(Lines.Replace(known, line), facets, versions.AsSpan(0, LastNotAfter(from.AddTicks(-1)) + 1));
    }

    /// <summary>With lines that were not there before, each in its place; cut where it has become too large.</summary>
    public IEnumerable<Block> WithNew(IReadOnlyCollection<Line> lines) => Lines.Length + lines.Count <= 2 * Size
        ? [new([.. Lines.Concat(lines).OrderBy(line => line.Place, LinePlace.Comparer)], facets, [])]
        : Of(Lines.Concat(lines), facets);

    /// <summary>When something changed, ascending.</summary>
    public IEnumerable<DateTimeOffset> Begins => versions.Select(version => version.From);

    /// <summary>What changed at that instant, in the order of the lines.</summary>
    public IEnumerable<Change> ChangesAt(DateTimeOffset instant)
    {
        var before = Instants.LastNotAfter<(DateTimeOffset At, int, int)>(flips, instant.AddTicks(-1), static flip => flip.At);
        for (var index = before + 1; index < flips.Length && flips[index].At == instant; index++)
        {
            var (at, number, version) = flips[index];
            var line = Lines[number];
            yield return new(at, line.Id, version == 0 ? null : line.Versions[version - 1].Entry, line.Versions[version].Entry);
        }
    }

    private int LastNotAfter(DateTimeOffset instant)
    {
        var index = Array.BinarySearch(begins, instant.UtcTicks);
        return index < 0 ? ~index - 1 : index;
    }
}
