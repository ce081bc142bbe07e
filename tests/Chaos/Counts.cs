namespace PrivacyPlatform.Chaos.Tests;

/// <summary>An event as it lies in the store after a trial.</summary>
/// <param name="Announced">Whether it has left the outbox.</param>
/// <param name="Leaves">How often it is in its tenant's tree.</param>
internal sealed record StoredEvent(Guid CommandId, Guid EventId, bool Announced, long Leaves);

/// <summary>What was counted in one or more trials of one cell.</summary>
/// <param name="Acknowledged">Commands that were answered, or whose message the broker confirmed.</param>
/// <param name="Stored">Events of theirs.</param>
/// <param name="Announced">Of those, the ones that the relay has marked.</param>
/// <param name="Effects">Distinct announcements that a subscriber received.</param>
/// <param name="Lost">Acknowledged commands without an event, and events without an effect or without a leaf in their tenant's tree.</param>
/// <param name="Doubled">Events beyond the first of a command, effects without an event of their own, and leaves beyond the first of an event.</param>
internal sealed record Counts(int Kills, long Acknowledged, long Stored, long Announced, long Effects, long Lost, long Doubled)
{
    /// <summary>One kill's.</summary>
    public static Counts Of(IReadOnlyCollection<Guid> acknowledged, IReadOnlyCollection<StoredEvent> stored, IReadOnlyCollection<string> effects)
    {
        var ids = stored.Select(one => one.EventId.ToString()).ToHashSet(StringComparer.Ordinal);
        var commands = stored.GroupBy(one => one.CommandId).ToDictionary(command => command.Key, command => command.Count());
        return new(
            Kills: 1,
            Acknowledged: acknowledged.Count,
            Stored: stored.Count,
            Announced: stored.Count(one => one.Announced),
            Effects: effects.Count,
            Lost: acknowledged.Count(id => !commands.ContainsKey(id)) + ids.Except(effects).Count() + stored.Count(one => one.Leaves == 0),
            Doubled: commands.Values.Sum(events => events - 1) + effects.Except(ids).Count() + stored.Sum(one => Math.Max(0, one.Leaves - 1)));
    }

    public static Counts operator +(Counts left, Counts right) => new(
        left.Kills + right.Kills, left.Acknowledged + right.Acknowledged, left.Stored + right.Stored, left.Announced + right.Announced,
        left.Effects + right.Effects, left.Lost + right.Lost, left.Doubled + right.Doubled);
}
