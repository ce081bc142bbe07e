namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>How many lines there are, and in which places and under which mechanisms: what one can filter by.</summary>
/// <param name="Places">By code; the place that nobody told has the code <see cref="Unknown"/>.</param>
/// <param name="Mechanisms">By id; none has the id <see cref="Unknown"/>.</param>
/// <param name="Coming">Lines that were announced and are not active yet, or will be different.</param>
internal sealed record Tally(int Lines, IReadOnlyList<Counted> Places, IReadOnlyList<Counted> Mechanisms, IReadOnlyList<Entry> Coming)
{
    /// <summary>In an address, for what is not stated.</summary>
    public const string Unknown = "not-stated";

    /// <summary>Of the blocks of one register.</summary>
    public static Tally Sum(IReadOnlyList<BlockTally> blocks, Facets facets)
    {
        var (lines, counts, coming) = (0, new int[facets.Count], new List<Entry>());
        foreach (var block in blocks)
        {
            lines += block.Lines;
            coming.AddRange(block.Coming);
            foreach (var (number, count) in block.Counts)
            {
                counts[number] += count;
            }
        }

        return new(lines, CountsOf(FacetKind.Place), CountsOf(FacetKind.Mechanism), coming);

        List<Counted> CountsOf(FacetKind kind)
        {
            var counted = new List<Counted>();
            for (var number = 0; number < counts.Length; number++)
            {
                if (counts[number] > 0 && facets[number].Kind == kind)
                {
                    counted.Add(new(facets[number].Key, facets[number].Name, counts[number]));
                }
            }

            return counted;
        }
    }

    /// <summary>The places of a line, each once; a line without any is at the unknown place.</summary>
    public static IEnumerable<(string Code, string Name)> PlacesOf(Entry entry) => entry.Locations.Count == 0
        ? [(Unknown, EntryText.NotStated)]
        : entry.Locations.Select(location => (location.Code ?? Unknown, location.Code is null ? EntryText.NotStated : location.Name)).Distinct();

    /// <summary>Everything that a line is counted by.</summary>
    public static IEnumerable<Facet> FacetsOf(Entry entry)
    {
        var (id, title) = MechanismOf(entry);
        return PlacesOf(entry).Select(place => new Facet(FacetKind.Place, place.Code, place.Name)).Append(new(FacetKind.Mechanism, id, title));
    }

    public static (string Id, string Title) MechanismOf(Entry entry) => entry.Mechanism is { } mechanism ? (mechanism.Id, mechanism.Title) : (Unknown, EntryText.NotStated);
}

/// <param name="Key">In addresses.</param>
/// <param name="Name">For people.</param>
internal readonly record struct Counted(string Key, string Name, int Lines);

/// <summary>The same of one block.</summary>
/// <param name="Counts">By the facet's number.</param>
internal sealed record BlockTally(int Lines, (int Facet, int Lines)[] Counts, IReadOnlyList<Entry> Coming)
{
    public static BlockTally Of(IReadOnlyList<EntryVersion> listed, Facets facets)
    {
        var (counts, coming) = (new Dictionary<int, int>(), new List<Entry>());
        foreach (var version in listed)
        {
            foreach (var number in version.Facets(facets))
            {
                counts[number] = counts.GetValueOrDefault(number) + 1;
            }

            if (version.Entry!.Standing is { State: EntryState.Announced } or { Planned: not null })
            {
                coming.Add(version.Entry);
            }
        }

        return new(listed.Count, [.. counts.Select(count => (count.Key, count.Value))], coming.Count == 0 ? [] : coming);
    }
}
