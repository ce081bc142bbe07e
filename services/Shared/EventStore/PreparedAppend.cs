namespace PrivacyPlatform.EventStore;

/// <summary>A command's whole effect, decided and ready to be committed.</summary>
/// <param name="Envelope">Checked.</param>
/// <param name="Streams">A stream without events is only checked to be at the version that the decision rests on.</param>
/// <param name="Events">Of all streams, in the order of their ordinals; versions assigned, not yet in the store.</param>
internal sealed record PreparedAppend(
    CommandEnvelope Envelope, IReadOnlyList<StreamAppend> Streams, IReadOnlyList<RecordedEvent> Events, ReadModelWrites ReadModel)
{
    /// <summary>What the inbox remembers: the first stream's version after the command.</summary>
    public long FirstVersion => Streams[0].ExpectedVersion + Streams[0].Events.Count;

    /// <summary>What the inbox remembers: how many events the command led to, whether or not all of them are here.</summary>
    public int EventCount { get; init; } = Events.Count;

    /// <summary>What the streams remember of their last append.</summary>
    public DateTimeOffset LastRecordedAt { get; init; } = Envelope.RecordedAt;

    public static PreparedAppend Of(IReadOnlyList<StreamAppend> streams, CommandEnvelope envelope, string? traceParent)
    {
        var events = new List<RecordedEvent>();
        foreach (var stream in streams)
        {
            var version = stream.ExpectedVersion;
            foreach (var data in stream.Events)
            {
                events.Add(new RecordedEvent(
                    Sequence: 0,
                    EventId.Of(envelope.Tenant, envelope.CommandId, events.Count),
                    envelope.Tenant,
                    stream.Stream,
                    ++version,
                    data.Type,
                    data.SchemaVersion,
                    data.Json,
                    envelope.OccurredAt,
                    envelope.RecordedAt,
                    envelope.Actor,
                    envelope.CorrelationId,
                    envelope.CausationId,
                    traceParent));
            }
        }

        return new(envelope, streams, events, new ReadModelWrites());
    }
}
