using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Reads one tenant's streams, oldest event first, as of now or of an earlier point.</summary>
public sealed class StreamReader(NpgsqlDataSource store)
{
    /// <summary>The stream's events in order of version; none for a stream that is not there. Reads page by page: no connection is held while the caller works.</summary>
    public IAsyncEnumerable<RecordedEvent> Read(string tenant, string stream, AsOf? asOf = null, CancellationToken ct = default) =>
        throw new NotSupportedException(store.ConnectionString);

    /// <summary>The state that the events as of <paramref name="asOf"/> fold to, and the highest version among them (0 for none).</summary>
    /// <exception cref="UnknownEventException">The stream has an event that this code does not know.</exception>
    public Task<(TState State, long Version)> Fold<TCommand, TState, TEvent>(
        StreamType<TCommand, TState, TEvent> type, string tenant, string key, AsOf? asOf = null, CancellationToken ct = default) =>
        throw new NotSupportedException(store.ConnectionString);
}
