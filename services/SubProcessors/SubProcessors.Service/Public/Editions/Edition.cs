namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>A register as it stood at an instant.</summary>
/// <param name="history">It is an edition of.</param>
/// <param name="told">How many versions of <paramref name="facts"/> there were by then.</param>
/// <param name="at">What was asked for; the edition began earlier.</param>
internal sealed class Edition(RegisterHistory history, RegisterFacts facts, int told, DateTimeOffset at, IReadOnlyList<BlockVersion> blocks)
{
    private Tally? tally;

    public RegisterHistory History { get; } = history;

    public RegisterFacts Facts { get; } = facts;

    public DateTimeOffset At { get; } = at;

    public IReadOnlyList<BlockVersion> Blocks { get; } = blocks;

    /// <summary>Since when it says the same: the instant of the last change.</summary>
    public DateTimeOffset Began { get; } = Latest(blocks, facts.From);

    /// <summary>Another one: it says something else. The time alone would not do, since what is recorded at once can become known in another order.</summary>
    public string Tag => $"{Began.UtcTicks:x}-{told + Blocks.Sum(block => block.Told):x}";

    /// <summary>How many lines it lists.</summary>
    public int Count => Blocks.Sum(block => block.Count);

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
