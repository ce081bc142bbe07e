using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Bundles;
using PrivacyPlatform.EvidenceLog.Entries;
using StreamReader = PrivacyPlatform.EventStore.StreamReader;

namespace PrivacyPlatform.Replay;

/// <summary>The states of one kind of stream: as the service has them, and as a replay of exported events gives them.</summary>
public abstract class StreamStates
{
    /// <summary>The states of this kind of stream.</summary>
    public static StreamStates Of<TCommand, TState, TEvent>(StreamType<TCommand, TState, TEvent> type) => new Typed<TCommand, TState, TEvent>(type);

    /// <summary>The rules of these kinds of stream, to verify a bundle with.</summary>
    public static IStateReplay Replay(params IEnumerable<StreamStates> kinds) => new Rules([.. kinds]);

    internal abstract bool Owns(string stream);

    /// <summary>JSON of the stream's state after the event of this version.</summary>
    internal abstract Task<string> Read(StreamReader reader, string tenant, string stream, long version, CancellationToken ct);

    internal abstract IStreamReplay Begin();

    private sealed class Typed<TCommand, TState, TEvent>(StreamType<TCommand, TState, TEvent> type) : StreamStates
    {
        internal override bool Owns(string stream) => stream.StartsWith(type.IdOf(""), StringComparison.Ordinal);

        internal override async Task<string> Read(StreamReader reader, string tenant, string stream, long version, CancellationToken ct)
        {
            var (state, _) = await reader.Fold(type, tenant, stream[type.IdOf("").Length..], new AsOf(Version: version), ct);
            return StateJson.Write(state);
        }

        internal override IStreamReplay Begin() => new Fold(type);

        private sealed class Fold(StreamType<TCommand, TState, TEvent> type) : IStreamReplay
        {
            private TState state = type.Decider.Initial;

            public bool Apply(EventEntry entry)
            {
                try
                {
                    state = type.Decider.Evolve(state, type.Events.Read(Recorded(entry)));
                    return true;
                }
                catch (Exception unknown) when (unknown is UnknownEventException or UnreadableEventException or InvalidOperationException)
                {
                    return false;
                }
            }

            public string State() => StateJson.Write(state);

            /// <summary>The actor stays among the metadata: rules do not know who acted.</summary>
            private static RecordedEvent Recorded(EventEntry entry) => new(
                0, entry.Id, entry.Tenant, entry.Stream, entry.Version, entry.Type, entry.SchemaVersion, entry.Data,
                entry.OccurredAt, entry.RecordedAt, "", entry.CorrelationId, entry.CausationId, TraceParent: null);
        }
    }

    private sealed class Rules(IReadOnlyList<StreamStates> kinds) : IStateReplay
    {
        public IStreamReplay? Begin(string stream) => kinds.FirstOrDefault(kind => kind.Owns(stream))?.Begin();
    }
}
