using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>
/// That a reviewer looked at what is recorded. Who, when and for which tenant are the event's own metadata. Stream: <c>reads-{day}-{actor}</c>, so
/// that none grows for ever. Codes only.
/// </summary>
public abstract record ReadEvent
{
    private ReadEvent() { }

    /// <param name="Method">Full name of service and method.</param>
    /// <param name="Items">Elements of the answer's lists.</param>
    public sealed record AnswerRead(string Method, IReadOnlyList<AskedFor> Asked, long Items) : ReadEvent;

    /// <summary>Stored before the first message of a stream is given.</summary>
    public sealed record ReadingBegan(string Method, IReadOnlyList<AskedFor> Asked) : ReadEvent;

    /// <param name="Began">The id of the event of its beginning.</param>
    /// <param name="Items">Messages that were given.</param>
    /// <param name="Complete">False when the caller left or the call failed.</param>
    public sealed record ReadingEnded(Guid Began, string Method, IReadOnlyList<AskedFor> Asked, long Items, bool Complete) : ReadEvent;

    /// <summary>Stored names.</summary>
    public static EventTypes<ReadEvent> Types { get; } = new EventTypes<ReadEvent>()
        .Map<AnswerRead>("answer_read")
        .Map<ReadingBegan>("reading_began")
        .Map<ReadingEnded>("reading_ended");

    /// <summary>Nothing is decided: what was read was read. The state is how often.</summary>
    internal static StreamType<ReadEvent, long, ReadEvent> Stream { get; } =
        new(PlatformStreams.Reads, new((read, _) => read, (reads, _) => reads + 1, 0), Types);
}

/// <param name="Field">As in the request's contract; inside another field <c>as_of.version</c>.</param>
/// <param name="Value">An id, a code, a number or a time.</param>
public sealed record AskedFor(string Field, string Value);
