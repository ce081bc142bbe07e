using Google.Protobuf;
using Google.Protobuf.Reflection;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// Which stored event is announced as which message. Total: each event type is announced, or says by name that it is not and why.
/// Domain events and announced messages are different types: the stream may be refined, the announcement is a promise.
/// </summary>
public sealed class AnnouncementMap
{
    private readonly Dictionary<string, Func<RecordedEvent, IMessage?>> announcements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> silent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageDescriptor> messages = new(StringComparer.Ordinal);

    /// <summary>Every message that may be announced; their exchanges are declared before anything is published.</summary>
    public IReadOnlyCollection<MessageDescriptor> Messages => messages.Values;

    /// <summary>The event types that are not announced, and why.</summary>
    public IReadOnlyDictionary<string, string> Silent => silent;

    /// <summary>Announces an event type as one message.</summary>
    /// <param name="eventType">As stored: <c>answer_granted</c>.</param>
    /// <param name="announce">Makes the message; pure, since it may be made again.</param>
    /// <exception cref="ArgumentException">The event type is mapped already.</exception>
    public AnnouncementMap Announce<TMessage>(string eventType, Func<RecordedEvent, TMessage> announce)
        where TMessage : class, IMessage<TMessage> =>
        Announce(eventType, announce, Contracts.DescriptorOf<TMessage>());

    /// <summary>Announces an event type as one of several messages, depending on its data.</summary>
    /// <param name="eventType">As stored.</param>
    /// <param name="announce">Makes a message of one of the given types; null where this event tells nobody anything new.</param>
    /// <param name="oneOf">All that it may make.</param>
    /// <exception cref="ArgumentException">The event type is mapped already.</exception>
    public AnnouncementMap Announce(string eventType, Func<RecordedEvent, IMessage?> announce, params IReadOnlyList<MessageDescriptor> oneOf)
    {
        ArgumentNullException.ThrowIfNull(oneOf);
        announcements.Add(eventType, announce);
        foreach (var message in oneOf)
        {
            messages[message.FullName] = message;
        }

        return this;
    }

    /// <param name="eventType">As stored.</param>
    /// <param name="reason">For the reader of the map and the event catalogue.</param>
    public AnnouncementMap NotAnnounced(string eventType, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        announcements.Add(eventType, _ => null);
        silent.Add(eventType, reason);
        return this;
    }

    /// <summary>Another map, which says of these event types, too, that they are not announced.</summary>
    internal AnnouncementMap And(IEnumerable<(string EventType, string Reason)> notAnnounced)
    {
        var map = new AnnouncementMap();
        foreach (var (eventType, announce) in announcements)
        {
            map.announcements.Add(eventType, announce);
        }

        foreach (var (eventType, reason) in silent)
        {
            map.silent.Add(eventType, reason);
        }

        foreach (var (name, message) in messages)
        {
            map.messages.Add(name, message);
        }

        return notAnnounced.Aggregate(map, (all, one) => all.NotAnnounced(one.EventType, one.Reason));
    }

    /// <summary>Those of <paramref name="eventTypes"/> that the map forgot. Empty, and a service's test says so.</summary>
    public IReadOnlyList<string> MissingFrom(IEnumerable<string> eventTypes) =>
        [.. eventTypes.Where(type => !announcements.ContainsKey(type)).Distinct(StringComparer.Ordinal)];

    /// <summary>The announcement of one event; null for one that is not announced.</summary>
    /// <exception cref="UnannouncedEventException">The map does not know the event, or could not make a message of it.</exception>
    public IMessage? Of(RecordedEvent recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        if (!announcements.TryGetValue(recorded.Type, out var announce))
        {
            throw new UnannouncedEventException(recorded, "is neither announced nor named as not announced");
        }

        IMessage? message;
        try
        {
            message = announce(recorded);
        }
        catch (Exception unreadable)
        {
            // Only the kind of failure goes on: its text may quote the event.
            throw new UnannouncedEventException(recorded, $"cannot be announced: {unreadable.GetType().Name}");
        }

        return message is null || messages.ContainsKey(message.Descriptor.FullName)
            ? message
            : throw new UnannouncedEventException(recorded, $"became a {message.Descriptor.FullName}, which the map does not name");
    }
}

/// <summary>An event that cannot be announced: the relay stops at it, visibly, and skips nothing.</summary>
public sealed class UnannouncedEventException(RecordedEvent recorded, string reason)
    : Exception($"Event {recorded?.Sequence} of type '{recorded?.Type}' in schema version {recorded?.SchemaVersion} {reason}.");
