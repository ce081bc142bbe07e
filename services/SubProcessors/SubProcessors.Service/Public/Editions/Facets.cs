using System.Collections.Concurrent;

namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>
/// Everything that a register's lines were ever counted by, each with a small number, so that a block's counts are a short list of numbers and those
/// of an edition a sum of such lists.
/// </summary>
internal sealed class Facets
{
    private readonly ConcurrentDictionary<Facet, int> numbers = new();
    private readonly Lock gate = new();
    private Facet[] all = [];

    /// <summary>How many there are so far.</summary>
    public int Count => all.Length;

    public Facet this[int number] => all[number];

    public int NumberOf(Facet facet)
    {
        if (numbers.TryGetValue(facet, out var known))
        {
            return known;
        }

        lock (gate)
        {
            if (!numbers.TryGetValue(facet, out known))
            {
                known = all.Length;
                all = [.. all, facet];
                numbers[facet] = known;
            }

            return known;
        }
    }
}

/// <param name="Kind">By what is counted.</param>
/// <param name="Key">In addresses: a place's code, a mechanism's id, or <see cref="Tally.Unknown"/>.</param>
/// <param name="Name">For people.</param>
internal readonly record struct Facet(FacetKind Kind, string Key, string Name);

internal enum FacetKind
{
    Place = 1,
    Mechanism = 2,
}
