using System.Text.Json;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// The closed map between the events of one stream type and their stored names and schema versions.
/// What is not mapped can be neither written nor read: <see cref="UnknownEventException"/>.
/// </summary>
public sealed class EventTypes<TEvent>
{
    private readonly Dictionary<Type, (string Name, int SchemaVersion)> names = [];
    private readonly Dictionary<(string Name, int SchemaVersion), Type> types = [];

    /// <summary>Everything that is mapped, for tests that walk all events.</summary>
    public IReadOnlyDictionary<(string Name, int SchemaVersion), Type> Mapped => types;

    /// <summary>Maps <typeparamref name="T"/> to a stored name that we chose, and that outlives the class's name.</summary>
    /// <exception cref="ArgumentException">The type, or the name and version, are mapped already.</exception>
    public EventTypes<TEvent> Map<T>(string name, int schemaVersion = 1)
        where T : TEvent
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(schemaVersion, 1);
        names.Add(typeof(T), (name, schemaVersion));
        types.Add((name, schemaVersion), typeof(T));
        return this;
    }

    /// <exception cref="UnknownEventException">The stored type and schema version are not mapped.</exception>
    /// <exception cref="UnreadableEventException">The data has a member that the type does not know, or lacks one.</exception>
    public TEvent Read(RecordedEvent recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        if (!types.TryGetValue((recorded.Type, recorded.SchemaVersion), out var type))
        {
            throw new UnknownEventException(recorded.Type, recorded.SchemaVersion);
        }

        try
        {
            return (TEvent?)JsonSerializer.Deserialize(recorded.Data, type, EventJson.Options)
                ?? throw new UnreadableEventException(recorded.Type, recorded.SchemaVersion, "$");
        }
        catch (JsonException unreadable)
        {
            throw new UnreadableEventException(recorded.Type, recorded.SchemaVersion, unreadable.Path);
        }
    }

    /// <exception cref="UnknownEventException">The event's class is not mapped.</exception>
    public (string Name, int SchemaVersion, string Json) Write(TEvent @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var type = @event.GetType();
        return names.TryGetValue(type, out var known)
            ? (known.Name, known.SchemaVersion, JsonSerializer.Serialize(@event, type, EventJson.Options))
            : throw new UnknownEventException(type.Name, schemaVersion: null);
    }
}
