using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.PersonalData.Tests;

/// <summary>A domain as a service would have it: it knows the kernel, and of sealed values no more than that they are five strings.</summary>
internal static class Requests
{
    public static EventTypes<Event> Types { get; } = new EventTypes<Event>().Map<Received>("request_received").Map<Noted>("request_noted");

    public static StreamType<Receive, int, Event> Stream { get; } = new(
        "request",
        new(
            (command, _) => new Decision<Event>.Accepted([new Received("web", command.Contact), .. command.Notes is { } notes ? [new Noted(notes)] : Array.Empty<Event>()]),
            (count, _) => count + 1,
            0),
        Types,
        new SealedPlacement<int, Event>());

    /// <summary>What a service's edge does with what the vault gives.</summary>
    public static SealedText Opaque(this SealedValue v) => new(v.Sealed, v.Key, v.Nonce, v.Data, v.Place);

    public abstract record Event;

    public sealed record Received(string Channel, SealedText Contact) : Event;

    public sealed record Noted(IReadOnlyList<SealedText> Notes) : Event;

    public sealed record Receive(SealedText Contact, IReadOnlyList<SealedText>? Notes = null);

    public sealed record SealedText(string Sealed, string Key, string Nonce, string Data, string Place);
}
