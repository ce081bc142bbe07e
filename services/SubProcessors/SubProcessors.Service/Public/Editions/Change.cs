namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>What became different about one line, and when.</summary>
/// <param name="Before">Null: it was not listed.</param>
/// <param name="After">Null: it is not listed any more.</param>
internal sealed record Change(DateTimeOffset At, string EntryId, Entry? Before, Entry? After)
{
    /// <summary>The verb of a line that stays what it was and says something else.</summary>
    public const string Changed = "changed";

    /// <summary>The line as it was last listed.</summary>
    public Entry Entry => After ?? Before!;

    /// <summary>What happened, in a few words.</summary>
    public string Title => $"{EntryText.Name(Entry)} {Verb}";

    public string Verb => (Before?.Standing.State, After?.Standing) switch
    {
        (null, { State: EntryState.Announced }) => "announced",
        (null, { Emergency: not null }) => "added as an emergency replacement",
        (null, _) => "added",
        (_, null) => "removed",
        (EntryState.Announced, { State: EntryState.Active }) => "became active",
        (EntryState.Suspended, { State: EntryState.Active }) => "resumed",
        (not EntryState.Suspended, { State: EntryState.Suspended }) => "suspended",
        (_, { Planned: not null }) when Before!.Standing.Planned != After!.Standing.Planned => "will change",
        _ => Changed,
    };

    /// <summary>The cells that differ; of a line that came or went, all that say something.</summary>
    public IEnumerable<(string Label, string Before, string After)> Cells => (Before, After) switch
    {
        ({ } before, { } after) => EntryText.Cells(before).Zip(EntryText.Cells(after), (b, a) => (b.Label, b.Text, a.Text)).Where(cell => cell.Item2 != cell.Item3),
        (null, { } after) => EntryText.Cells(after).Where(cell => cell.Text.Length > 0).Select(cell => (cell.Label, "", cell.Text)),
        ({ } before, null) => EntryText.Cells(before).Where(cell => cell.Text.Length > 0).Select(cell => (cell.Label, cell.Text, "")),
        _ => [],
    };
}

/// <summary>What changed at one instant: a line, or many by an import.</summary>
internal sealed record ChangeSet(DateTimeOffset At, IReadOnlyList<Change> Changes)
{
    private const int Named = 5;

    /// <summary>"Planhat changed", or "25 added: Amplitude, Avalara, …".</summary>
    public string Title => Changes is [var only]
        ? only.Title
        : string.Join("; ", Changes.GroupBy(change => change.Verb).Select(same => $"{same.Count()} {same.Key}: {Names([.. same])}"));

    private static string Names(IReadOnlyList<Change> changes) =>
        string.Join(", ", changes.Take(Named).Select(change => EntryText.Name(change.Entry))) + (changes.Count > Named ? ", …" : "");
}
