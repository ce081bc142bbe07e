using System.Collections.Immutable;

namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>Everything that one line of a register has been, and will be by what is known.</summary>
/// <param name="Place">Where it stands among the others. It follows from the first version, so that a later one moves nothing in the past.</param>
/// <param name="Versions">By <see cref="EntryVersion.From"/>, ascending, no two the same; each differs from the one before it.</param>
internal sealed record Line(string Id, LinePlace Place, ImmutableArray<EntryVersion> Versions)
{
    /// <param name="order">The line's number on the page, as the register gives it; null: after those that have one.</param>
    /// <param name="versions">Ascending; of two from the same instant the later one counts.</param>
    /// <returns>Null when the line was never listed.</returns>
    public static Line? Of(string id, int? order, IEnumerable<EntryVersion> versions)
    {
        var kept = new List<EntryVersion>();
        foreach (var version in versions)
        {
            if (kept is [.., var last] && last.From == version.From)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            var before = kept is [.., var known] ? known.Entry : null;
            if (!Entry.IsSame(before, version.Entry))
            {
                kept.Add(version);
            }
        }

        return kept is [{ Entry: { } first }, ..] ? new(id, new(order ?? int.MaxValue, first.Name, id), [.. kept]) : null;
    }

    /// <summary>The version that counts at an instant; null before the first.</summary>
    public EntryVersion? At(DateTimeOffset instant)
    {
        var index = Instants.LastNotAfter(Versions.AsSpan(), instant, static version => version.From);
        return index < 0 ? null : Versions[index];
    }

    /// <summary>The same, with the objects of <paramref name="known"/> as far as both say the same: what was rendered of them is not rendered again.</summary>
    public Line Keeping(Line known)
    {
        var same = 0;
        while (same < Versions.Length && same < known.Versions.Length
            && Versions[same].From == known.Versions[same].From && Entry.IsSame(Versions[same].Entry, known.Versions[same].Entry))
        {
            same++;
        }

        return this with { Versions = [.. known.Versions.AsSpan()[..same], .. Versions.AsSpan()[same..]] };
    }

    /// <summary>From when on the two differ; null: never. What both share are the same objects.</summary>
    public DateTimeOffset? DiffersFrom(Line other)
    {
        var same = 0;
        while (same < Versions.Length && same < other.Versions.Length && ReferenceEquals(Versions[same], other.Versions[same]))
        {
            same++;
        }

        return Earlier(FromOf(Versions, same), FromOf(other.Versions, same));
    }

    private static DateTimeOffset? FromOf(ImmutableArray<EntryVersion> versions, int index) => index < versions.Length ? versions[index].From : null;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}

/// <summary>Where a line stands: by the register's own numbers, then by name, the unnamed last.</summary>
internal sealed record LinePlace(int Order, string? Name, string Id)
{
    public static IComparer<LinePlace> Comparer { get; } = Comparer<LinePlace>.Create(static (one, other) =>
        one.Order != other.Order ? one.Order.CompareTo(other.Order)
        : one.Name is null != other.Name is null ? (one.Name is null ? 1 : -1)
        : string.Compare(one.Name, other.Name, StringComparison.OrdinalIgnoreCase) is var byName and not 0 ? byName
        : string.CompareOrdinal(one.Id, other.Id));
}
