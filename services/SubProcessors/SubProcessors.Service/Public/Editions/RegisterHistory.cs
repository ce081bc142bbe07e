using System.Collections.Immutable;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>
/// Everything that a register has said, by the time at which it said so, and what it will say by what is known. A value: what comes later makes
/// another one, which shares with this one whatever it has rendered.
/// </summary>
internal sealed class RegisterHistory
{
    private readonly ImmutableArray<RegisterFacts> facts;
    private readonly ImmutableArray<Block> blocks;
    private readonly Dictionary<string, int> blockOf;
    private readonly (DateTimeOffset At, int Block)[] changed;
    private readonly KeptFrame?[] frames = new KeptFrame?[RowFormat.Count];

    /// <param name="facts">Ascending by <see cref="RegisterFacts.From"/>; at least one.</param>
    public RegisterHistory(string tenant, string register, IEnumerable<RegisterFacts> facts, IEnumerable<Line> lines)
        : this(tenant, register, [.. facts], lines, new Facets())
    {
    }

    private RegisterHistory(string tenant, string register, ImmutableArray<RegisterFacts> facts, IEnumerable<Line> lines, Facets facets)
        : this(tenant, register, facts, [.. Block.Of(lines, facets)], facets)
    {
    }

    private RegisterHistory(string tenant, string register, ImmutableArray<RegisterFacts> facts, ImmutableArray<Block> blocks, Facets facets)
    {
        (Tenant, Register, Facets, this.facts, this.blocks) = (tenant, register, facets, facts, blocks);
        blockOf = blocks.SelectMany((block, number) => block.Lines.Select(line => KeyValuePair.Create(line.Id, number))).ToDictionary();
        changed = [.. blocks.SelectMany((block, number) => block.Begins.Select(at => (at, number))).Order()];
    }

    public string Tenant { get; }

    public string Register { get; }

    public Facets Facets { get; }

    /// <summary>What it says of itself now.</summary>
    public RegisterFacts Facts => facts[^1];

    /// <summary>The edition at an instant; null: it was not public then.</summary>
    public Edition? At(DateTimeOffset instant)
    {
        var index = Instants.LastNotAfter(facts.AsSpan(), instant, static fact => fact.From);
        if (index < 0 || !facts[index].IsPublic)
        {
            return null;
        }

        var versions = new List<BlockVersion>(blocks.Length);
        foreach (var block in blocks)
        {
            if (block.At(instant) is { } version)
            {
                versions.Add(version);
            }
        }

        return new(this, facts[index], index + 1, instant, versions);
    }

    /// <summary>
    /// What is around the lines of the present, which is the same for everybody until something changes. One is kept for each format; what is recorded
    /// later makes another history, which has none yet.
    /// </summary>
    /// <param name="key">Another one: another frame. What it says besides of the register, and where that is found.</param>
    public Frame Frame(RowFormat format, (string Address, string Tag) key, Func<Frame> make)
    {
        if (frames[format.Number] is { } kept && kept.Key == key)
        {
            return kept.Frame;
        }

        var made = make();
        frames[format.Number] = new(key, made);
        return made;
    }

    /// <summary>An edition without lines, for an instant before the first: to say what has come since.</summary>
    public Edition Nothing(DateTimeOffset instant) => new(this, facts[0], 1, instant, []);

    /// <summary>The last changes up to an instant, newest first. What happened while it was not public is among them.</summary>
    /// <param name="atMost">So many instants.</param>
    public IReadOnlyList<ChangeSet> Changes(DateTimeOffset upTo, int atMost)
    {
        var sets = new List<ChangeSet>();
        var index = Instants.LastNotAfter<(DateTimeOffset At, int)>(changed, upTo, static one => one.At);
        while (index >= 0 && sets.Count < atMost)
        {
            var (at, together) = (changed[index].At, new List<Block>());
            for (; index >= 0 && changed[index].At == at; index--)
            {
                together.Insert(0, blocks[changed[index].Block]);
            }

            sets.Add(new(at, [.. together.SelectMany(block => block.ChangesAt(at))]));
        }

        return sets;
    }

    /// <summary>With what is known of the register itself by now.</summary>
    public RegisterHistory WithFacts(IEnumerable<RegisterFacts> known) => new(Tenant, Register, [.. known], blocks, Facets);

    /// <summary>With lines that are new, or have become longer.</summary>
    public RegisterHistory WithLines(IEnumerable<Line> changed)
    {
        var next = blocks.ToBuilder();
        var added = new List<Line>();
        foreach (var line in changed)
        {
            if (blockOf.TryGetValue(line.Id, out var number))
            {
                next[number] = next[number].With(line);
            }
            else
            {
                added.Add(line);
            }
        }

        return new(Tenant, Register, facts, added.Count == 0 ? next.ToImmutable() : Insert(next, added), Facets);
    }

    private ImmutableArray<Block> Insert(IReadOnlyList<Block> into, List<Line> added)
    {
        if (into.Count == 0)
        {
            return [.. Block.Of(added, Facets)];
        }

        var byBlock = added.ToLookup(line => Math.Max(0, LastBeginningBefore(into, line.Place)));
        return [.. into.SelectMany((block, number) => byBlock.Contains(number) ? block.WithNew([.. byBlock[number]]) : [block])];
    }

    private static int LastBeginningBefore(IReadOnlyList<Block> blocks, LinePlace place)
    {
        var index = blocks.Count - 1;
        while (index > 0 && LinePlace.Comparer.Compare(blocks[index].Lines[0].Place, place) > 0)
        {
            index--;
        }

        return index;
    }

    private sealed record KeptFrame((string Address, string Tag) Key, Frame Frame);
}
