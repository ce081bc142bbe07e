using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.EventStore.Tests;

/// <summary>The smallest stream that can add, be already so, and refuse.</summary>
internal static class Tally
{
    public static readonly EventTypes<Event> Events = new EventTypes<Event>().Map<Added>("tally_added").Map<Closed>("tally_closed", schemaVersion: 2);

    public static readonly Decider<Command, int, Event> Decider = new(Decide, Evolve, 0);

    public static readonly StreamType<Command, int, Event> Stream = new("tally", Decider, Events, new ReadModel());

    public abstract record Command;

    /// <summary>Adds <paramref name="Amount"/>, <paramref name="Times"/> times; already so when the amount is 0, refused when it is negative.</summary>
    public sealed record Add(int Amount, int Times = 1) : Command;

    public abstract record Event;

    public sealed record Added(int Amount) : Event;

    public sealed record Closed(string Reason) : Event;

    public static Decision<Event> Decide(Command command, int state) => command switch
    {
        Add { Amount: < 0 } => new Refusal("tally.negative", "Only what is not negative can be added.", "amount"),
        Add { Amount: 0 } => Decision<Event>.Nothing,
        Add add => new Decision<Event>.Accepted([.. Enumerable.Repeat<Event>(new Added(add.Amount), add.Times)]),
        _ => throw new InvalidOperationException("Not decided."),
    };

    private static int Evolve(int state, Event @event) => @event switch
    {
        Added added => state + added.Amount,
        Closed => state,
        _ => throw new InvalidOperationException("Not evolved."),
    };

    /// <summary>Fails on 131313 (see the table), so that a test can see what a failing read model leaves behind.</summary>
    private sealed class ReadModel : IInlineProjection<int, Event>
    {
        public void Project(
            ReadModelWrites writes, string tenant, string key, int stateAfter, IReadOnlyList<(Event Event, RecordedEvent Recorded)> events) => writes.Add(
            """
            INSERT INTO read.tally (tenant_id, key, total, version, at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, key) DO UPDATE SET total = excluded.total, version = excluded.version, at = excluded.at
            """,
            tenant,
            key,
            stateAfter,
            events[^1].Recorded.Version,
            events[^1].Recorded.RecordedAt);
    }
}
