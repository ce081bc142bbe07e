namespace PrivacyPlatform.EventStore;

/// <summary>Cuts an import into calls that are each made as one; the last one also says what the import came to.</summary>
internal sealed class ImportChunks(CommandEnvelope envelope, bool announce, int size)
{
    private List<PreparedAppend> appends = [];
    private PreparedAppend? first;
    private int inChunk;

    /// <summary>Events so far.</summary>
    public int Count { get; private set; }

    /// <returns>A chunk that has become full.</returns>
    /// <exception cref="ArgumentException">The stream has no event.</exception>
    public AppendSection? Add(StreamImport stream)
    {
        if (stream.Events.Count == 0)
        {
            throw new ArgumentException("A stream without events.", nameof(stream));
        }

        var append = Prepared(stream);
        first ??= append;
        appends.Add(append);
        inChunk += append.Events.Count;
        return inChunk >= size ? Cut([]) : null;
    }

    /// <summary>Once there was an event.</summary>
    public AppendSection Last() => Cut([first! with { EventCount = Count }]);

    private AppendSection Cut(IReadOnlyList<PreparedAppend> decided)
    {
        var section = new AppendSection(envelope.Tenant, appends, decided, announce);
        appends = [];
        inChunk = 0;
        return section;
    }

    private PreparedAppend Prepared(StreamImport stream)
    {
        var version = stream.ExpectedVersion;
        var events = new List<RecordedEvent>(stream.Events.Count);
        foreach (var (data, occurredAt, recordedAt, actor, correlationId, causationId) in stream.Events)
        {
            events.Add(new(
                Sequence: 0,
                EventId.Of(envelope.Tenant, envelope.CommandId, Count++),
                envelope.Tenant,
                stream.Stream,
                ++version,
                data.Type,
                data.SchemaVersion,
                data.Json,
                Instant.Truncate(occurredAt),
                Instant.Truncate(recordedAt),
                actor,
                correlationId,
                causationId,
                TraceParent: null));
        }

        var target = new StreamAppend(stream.StreamType, stream.Stream, stream.ExpectedVersion, [.. stream.Events.Select(imported => imported.Data)]);
        return new(envelope, [target], events, new ReadModelWrites()) { LastRecordedAt = events[^1].RecordedAt };
    }
}
