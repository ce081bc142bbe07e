namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>A register as it stood at an instant.</summary>
/// <param name="history">It is an edition of.</param>
/// <param name="at">What was asked for; the edition began earlier.</param>
internal sealed class Edition(RegisterHistory history, RegisterFacts facts, DateTimeOffset at, IReadOnlyList<BlockVersion> blocks)
{
    private Tally? tally;

    public RegisterHistory History { get; } = history;

    public RegisterFacts Facts { get; } = facts;

    public DateTimeOffset At { get; } = at;

    public IReadOnlyList<BlockVersion> Blocks { get; } = blocks;

    /// <summary>Since when it says the same: the instant of the last change.</summary>
    public DateTimeOffset Began { get; } = Latest(blocks, facts.From);

    /// <summary>How many lines it lists.</summary>
    public int Count => Blocks.Sum(block => block.Listed.Count);

    public Tally Tally => tally ??= Tally.Sum([.. Blocks.Select(block => block.Tally)], History.Facets);

    public IEnumerable<Entry> Entries => Blocks.SelectMany(block => block.Listed).Select(version => version.Entry!);

    private static DateTimeOffset Latest(IReadOnlyList<BlockVersion> blocks, DateTimeOffset began)
    {
        foreach (var block in blocks)
        {
            began = block.From > began ? block.From : began;
        }

        return began;
    }
}
