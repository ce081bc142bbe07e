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

    private readonly BlockVersion[] versions;
    private readonly (DateTimeOffset At, int Line, int Version)[] flips;

    public Block(ImmutableArray<Line> lines)
        : this(lines, [])
    {
    }

    private Block(ImmutableArray<Line> lines, ReadOnlySpan<BlockVersion> kept)
    {
        Lines = lines;
        flips = [.. lines.SelectMany((line, number) => line.Versions.Select((version, index) => (version.From, number, index))).Order()];
        versions = [.. kept, .. flips.Select(flip => flip.At).Distinct().Skip(kept.Length).Select(start => new BlockVersion(start, lines))];
    }

    /// <summary>In the order of their places; at least one.</summary>
    public ImmutableArray<Line> Lines { get; }

    /// <summary>The version at an instant; null before the first line was listed.</summary>
    public BlockVersion? At(DateTimeOffset instant)
    {
        var index = Instants.LastNotAfter<BlockVersion>(versions, instant, static version => version.From);
        return index < 0 ? null : versions[index];
    }

    /// <summary>With a line in the place of the one with its id. What was rendered of the time before the two differ is kept.</summary>
    public Block With(Line line)
    {
        var known = Lines.First(known => known.Id == line.Id);
        if (known.DiffersFrom(line) is not { } from)
        {
            return this;
        }

        var kept = Instants.LastNotAfter<BlockVersion>(versions, from.AddTicks(-1), static version => version.From) + 1;
        return new(Lines.Replace(known, line), versions.AsSpan(0, kept));
    }

    /// <summary>With lines that were not there before, each in its place; cut where it has become too large.</summary>
    public IEnumerable<Block> WithNew(IEnumerable<Line> lines)
    {
        ImmutableArray<Line> all = [.. Lines.Concat(lines).OrderBy(line => line.Place, LinePlace.Comparer)];
        return all.Length <= 2 * Size ? [new(all)] : all.Chunk(Size).Select(part => new Block([.. part]));
    }

    /// <summary>The last changes up to an instant, at most so many, newest first.</summary>
    public IEnumerable<Change> Changes(DateTimeOffset upTo, int atMost)
    {
        var last = Instants.LastNotAfter<(DateTimeOffset At, int, int)>(flips, upTo, static flip => flip.At);
        for (var index = last; index >= 0 && index > last - atMost; index--)
        {
            var (at, number, version) = flips[index];
            var line = Lines[number];
            yield return new(at, line.Id, version == 0 ? null : line.Versions[version - 1].Entry, line.Versions[version].Entry);
        }
    }
}
