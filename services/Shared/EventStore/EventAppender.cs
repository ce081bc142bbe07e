using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Appends to one or several streams in one transaction, for what <see cref="CommandExecutor"/> does not fit: all or nothing.</summary>
public sealed class EventAppender(NpgsqlDataSource store)
{
    /// <param name="streams">Each stream once.</param>
    /// <param name="readModel">Writes that belong to the same transaction.</param>
    /// <exception cref="ConcurrencyException">A stream is not at its expected version; nothing was stored.</exception>
    public Task<Appended> Append(
        IReadOnlyList<StreamAppend> streams, CommandEnvelope envelope, Action<ReadModelWrites>? readModel = null, CancellationToken ct = default) =>
        throw new NotSupportedException(store.ConnectionString);
}
