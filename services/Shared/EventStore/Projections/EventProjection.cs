namespace PrivacyPlatform.EventStore;

/// <summary>
/// A projection that says of each kind of stream what it does with its events. A kind that it does not name stops it: what is new in a service is
/// taken in or left out on purpose, never by accident.
/// </summary>
public abstract class EventProjection(string name, int version) : IProjection
{
    // Who looked at what is no part of any view of what there is.
    private readonly Dictionary<string, Action<ProjectionWrites, PositionedEvent>?> streams = new(StringComparer.Ordinal) { [PlatformStreams.Reads] = null };

    public string Name { get; } = name;

    public int Version { get; } = version;

    public void Project(ProjectionWrites writes, string tenant, IReadOnlyList<PositionedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var positioned in events)
        {
            Find(positioned.Event.Stream)?.Invoke(writes, positioned);
        }
    }

    /// <param name="streamType">The name of the stream's type: <c>subject</c>.</param>
    /// <param name="types">Reads the stored events; one that it does not know stops the projection.</param>
    /// <param name="project">Adds writes.</param>
    protected void On<TEvent>(string streamType, EventTypes<TEvent> types, Action<ProjectionWrites, TEvent, RecordedEvent> project)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(project);
        streams.Add(streamType, (writes, positioned) => project(writes, types.Read(positioned.Event), positioned.Event));
    }

    /// <summary>Says that the events of these streams mean nothing to this view.</summary>
    /// <param name="reason">For the reader.</param>
    protected void LeaveOut(string streamType, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        streams.Add(streamType, null);
    }

    /// <summary>A stream's id is its type, a hyphen and its key; a type's name can have hyphens too, so the longest that fits is meant.</summary>
    private Action<ProjectionWrites, PositionedEvent>? Find(string stream)
    {
        for (var end = stream.LastIndexOf('-'); end > 0; end = stream.LastIndexOf('-', end - 1))
        {
            if (streams.TryGetValue(stream[..end], out var project))
            {
                return project;
            }
        }

        throw new UnknownStreamException(Name, stream);
    }
}

/// <summary>A projection neither takes in nor leaves out this kind of stream. Names the kind only: a stream's key can be a subject's.</summary>
public sealed class UnknownStreamException(string projection, string stream)
    : Exception($"The projection '{projection}' says nothing of streams like '{stream?[..Math.Max(0, stream.IndexOf('-', StringComparison.Ordinal))]}'.");
