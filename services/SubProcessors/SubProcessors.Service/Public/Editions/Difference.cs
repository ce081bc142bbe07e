namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>What two editions of a register say differently.</summary>
/// <param name="Changes">One for each line that differs, in the order of the page; those that are no longer listed last. <see cref="Change.At"/> is from when the later edition's line is so.</param>
internal sealed record Difference(Edition From, Edition To, IReadOnlyList<Change> Changes)
{
    public static Difference Between(Edition from, Edition to)
    {
        var before = Versions(from).ToDictionary(version => version.Entry!.Id);
        var changes = new List<Change>();
        foreach (var version in Versions(to))
        {
            before.Remove(version.Entry!.Id, out var known);
            if (!ReferenceEquals(known, version) && !Entry.IsSame(known?.Entry, version.Entry))
            {
                changes.Add(new(version.From, version.Entry.Id, known?.Entry, version.Entry));
            }
        }

        return new(from, to, [.. changes, .. before.Values.Select(gone => new Change(to.Began, gone.Entry!.Id, gone.Entry, null))]);
    }

    private static IEnumerable<EntryVersion> Versions(Edition edition) => edition.Blocks.SelectMany(block => block.Listed);
}
