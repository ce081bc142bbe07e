using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.EventStore.Tests;

/// <summary>A stream whose refusals depend on its state.</summary>
internal static class Door
{
    public static readonly StreamType<Command, bool, Event> Stream = new(
        "door",
        new Decider<Command, bool, Event>(Decide, (_, @event) => @event is Opened, Initial: false),
        new EventTypes<Event>().Map<Opened>("door_opened").Map<Closed>("door_closed"));

    public abstract record Command;

    public sealed record Open : Command;

    public sealed record Close : Command;

    /// <summary>No rule knows it.</summary>
    public sealed record Paint : Command;

    public abstract record Event;

    public sealed record Opened : Event;

    public sealed record Closed : Event;

    private static Decision<Event> Decide(Command command, bool open) => (command, open) switch
    {
        (Open, false) => new Opened(),
        (Open, true) => new Refusal("door.open", "It is open."),
        (Close, true) => new Closed(),
        (Close, false) => Decision<Event>.Nothing,
        _ => throw new InvalidOperationException("Not decided."),
    };
}
