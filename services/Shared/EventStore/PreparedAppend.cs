namespace PrivacyPlatform.EventStore;

/// <summary>A command's whole effect, decided and ready to be committed. Without streams it only remembers that the command was already so.</summary>
/// <param name="Envelope">Checked.</param>
/// <param name="Events">Of all streams, in the order of their ordinals; versions assigned, not yet in the store.</param>
/// <param name="FirstStream">What the inbox remembers, with its version after the command.</param>
internal sealed record PreparedAppend(
    CommandEnvelope Envelope,
    IReadOnlyList<StreamAppend> Streams,
    IReadOnlyList<RecordedEvent> Events,
    (string Stream, long Version) FirstStream,
    ReadModelWrites ReadModel)
{
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

        return new(envelope, streams, events, (streams[0].Stream, streams[0].ExpectedVersion + streams[0].Events.Count), new ReadModelWrites());
    }

    public static PreparedAppend AlreadySo(string stream, long version, CommandEnvelope envelope) =>
        new(envelope, [], [], (stream, version), new ReadModelWrites());
}
