using System.Runtime.InteropServices;

namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>How many lines there are, and in which places and under which mechanisms: what one can filter by.</summary>
/// <param name="Places">By code; the place that nobody told has the code <see cref="Unknown"/>.</param>
/// <param name="Mechanisms">By id; none has the id <see cref="Unknown"/>.</param>
/// <param name="Coming">Lines that were announced and are not active yet, or will be different.</param>
internal sealed record Tally(int Lines, Counted[] Places, Counted[] Mechanisms, IReadOnlyList<Entry> Coming)
{
    /// <summary>In an address, for what is not stated.</summary>
    public const string Unknown = "not-stated";

    public static Tally Of(IEnumerable<Entry> entries)
    {
        var (lines, places, mechanisms, coming) = (0, new Dictionary<string, Counted>(), new Dictionary<string, Counted>(), new List<Entry>());
        foreach (var entry in entries)
        {
            lines++;
            foreach (var (code, name) in PlacesOf(entry))
            {
                Add(places, new(code, name, 1));
            }

            var (id, title) = MechanismOf(entry);
            Add(mechanisms, new(id, title, 1));
            if (entry.Standing is { State: EntryState.Announced } or { Planned: not null })
            {
                coming.Add(entry);
            }
        }

        return new(lines, [.. places.Values], [.. mechanisms.Values], coming);
    }

    public static Tally Sum(IEnumerable<Tally> tallies)
    {
        var (lines, places, mechanisms, coming) = (0, new Dictionary<string, Counted>(), new Dictionary<string, Counted>(), new List<Entry>());
        foreach (var tally in tallies)
        {
            lines += tally.Lines;
            coming.AddRange(tally.Coming);
            AddAll(places, tally.Places);
            AddAll(mechanisms, tally.Mechanisms);
        }

        return new(lines, [.. places.Values], [.. mechanisms.Values], coming);
    }

    /// <summary>The places of a line, each once; a line without any is at the unknown place.</summary>
    public static IEnumerable<(string Code, string Name)> PlacesOf(Entry entry) => entry.Locations.Count == 0
        ? [(Unknown, EntryText.NotStated)]
        : entry.Locations.Select(location => (location.Code ?? Unknown, location.Code is null ? EntryText.NotStated : location.Name)).Distinct();

    public static (string Id, string Title) MechanismOf(Entry entry) => entry.Mechanism is { } mechanism ? (mechanism.Id, mechanism.Title) : (Unknown, EntryText.NotStated);

    private static void AddAll(Dictionary<string, Counted> to, Counted[] counts)
    {
        foreach (var counted in counts)
        {
            Add(to, counted);
        }
    }

    private static void Add(Dictionary<string, Counted> to, Counted counted)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(to, counted.Key, out _);
        known = counted with { Lines = known.Lines + counted.Lines };
    }
}

/// <param name="Key">In addresses.</param>
/// <param name="Name">For people.</param>
internal readonly record struct Counted(string Key, string Name, int Lines);
