using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// The closed map between the events of one stream type and their stored names and schema versions.
/// What is not mapped can be neither written nor read: <see cref="UnknownEventException"/>.
/// </summary>
public sealed class EventTypes<TEvent>
{
    private readonly Dictionary<Type, (string Name, int SchemaVersion)> names = [];
    private readonly Dictionary<(string Name, int SchemaVersion), Type> types = [];
    private readonly Upcasters upcasters = new();

    /// <summary>Everything that is mapped, for tests that walk all events.</summary>
    public IReadOnlyDictionary<(string Name, int SchemaVersion), Type> Mapped => types;

    /// <summary>Every stored form that can be read: what is mapped, and what is brought up to that.</summary>
    public IReadOnlyCollection<(string Name, int SchemaVersion)> Readable => [.. types.Keys, .. upcasters.Older];

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

    /// <summary>Reads what was stored in an older schema version: the data is brought from each version to the next until one is mapped.</summary>
    /// <param name="from">The older schema version; the step leads to the next.</param>
    /// <param name="upcast">Makes the next version's data of this one's; pure, and known to no clock: it is applied at every reading.</param>
    /// <exception cref="ArgumentException">There is a step from there already.</exception>
    public EventTypes<TEvent> Upcast(string name, int from, Func<JsonObject, JsonObject> upcast) => Upcast(name, from, name, from + 1, upcast);

    /// <summary>The same for an event that has another name today.</summary>
    /// <param name="oldName">As stored.</param>
    /// <param name="from">The older schema version.</param>
    /// <param name="name">What it is called from there on.</param>
    /// <param name="to">The schema version that the step leads to.</param>
    /// <param name="upcast">Pure.</param>
    public EventTypes<TEvent> Upcast(string oldName, int from, string name, int to, Func<JsonObject, JsonObject> upcast)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(oldName);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentNullException.ThrowIfNull(upcast);
        upcasters.Add((oldName, from), (name, to), upcast);
        return this;
    }

    /// <exception cref="UnknownEventException">The stored type and schema version are neither mapped nor brought up to what is.</exception>
    /// <exception cref="UnreadableEventException">The data has a member that the type does not know, or lacks one.</exception>
    public TEvent Read(RecordedEvent recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        try
        {
            return types.TryGetValue((recorded.Type, recorded.SchemaVersion), out var type)
                ? (TEvent?)JsonSerializer.Deserialize(recorded.Data, type, EventJson.Options) ?? throw Unreadable(recorded, "$")
                : ReadOlder(recorded);
        }
        catch (JsonException unreadable)
        {
            throw Unreadable(recorded, unreadable.Path);
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

    private TEvent ReadOlder(RecordedEvent recorded)
    {
        (Type Mapped, JsonObject Data)? upcasted;
        try
        {
            upcasted = upcasters.Apply((recorded.Type, recorded.SchemaVersion), recorded.Data, types);
        }
        catch (Exception unfit) when (unfit is InvalidCastException or InvalidOperationException or NullReferenceException or KeyNotFoundException or ArgumentException or FormatException)
        {
            throw Unreadable(recorded, "$"); // the older data is not what its step expects; its text stays out of the exception
        }

        return upcasted is { } found
            ? (TEvent?)found.Data.Deserialize(found.Mapped, EventJson.Options) ?? throw Unreadable(recorded, "$")
            : throw new UnknownEventException(recorded.Type, recorded.SchemaVersion);
    }

    private static UnreadableEventException Unreadable(RecordedEvent recorded, string? path) => new(recorded.Type, recorded.SchemaVersion, path);
}
