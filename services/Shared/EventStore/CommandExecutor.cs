using Npgsql;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.EventStore;

/// <summary>Load, fold, decide, append: one command on one stream.</summary>
public sealed class CommandExecutor(NpgsqlDataSource store)
{
    /// <summary>So often a conflict is met with a fresh attempt at once.</summary>
    private const int OptimisticAttempts = 3;

    /// <summary>So often altogether; after the optimistic ones an attempt holds the stream's row lock while it decides, so that it is its turn.</summary>
    private const int Attempts = 8;

    /// <summary>
    /// Decides <paramref name="command"/> on the stream's present state and stores events, read model, inbox and outbox in one transaction.
    /// A concurrent append is decided again; a command id that was decided before gives its first outcome.
    /// </summary>
    /// <exception cref="ConcurrencyException">Others kept winning; transient.</exception>
    /// <exception cref="CommandIdReusedException">The command id stands for a command on another stream.</exception>
    /// <exception cref="UnknownEventException">The stream has an event that this code does not know; nothing was decided.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached, or the commit's outcome was lost: repeat with the same command id.</exception>
    public async Task<Outcome> Execute<TCommand, TState, TEvent>(
        StreamType<TCommand, TState, TEvent> type, string key, TCommand command, CommandEnvelope envelope, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        using var activity = Telemetry.Source.StartActivity($"append {type.Name}");
        var attempt = new Attempt<TCommand, TState, TEvent>(type, key, command, CommandEnvelope.Checked(envelope));

        for (var number = 1; number <= Attempts; number++)
        {
            await using var connection = await store.OpenConnectionAsync(ct);
            if (await attempt.Run(connection, queue: number > OptimisticAttempts, ct) is { } outcome)
            {
                activity?.SetTag("privacyplatform.outcome", outcome.GetType().Name);
                return outcome;
            }
        }

        throw new ConcurrencyException($"Command {envelope.CommandId} met a concurrent append {Attempts} times.", attempt.Conflict);
    }

    private sealed class Attempt<TCommand, TState, TEvent>(
        StreamType<TCommand, TState, TEvent> type, string key, TCommand command, CommandEnvelope envelope)
    {
        private readonly string stream = type.IdOf(key);

        public PostgresException? Conflict { get; private set; }

        /// <returns>Null after a conflict.</returns>
        public async Task<Outcome?> Run(NpgsqlConnection connection, bool queue, CancellationToken ct)
        {
            await using var transaction = queue ? await connection.BeginTransactionAsync(ct) : null;
            var withoutInbox = Conflict?.ConstraintName == "idx_mt_events_event_id";
            var loaded = await LoadedStream.Load(connection, stream, envelope, queue, withoutInbox, ct);
            if (loaded.FirstOutcome is { } first)
            {
                return first.ToOutcome(stream, envelope);
            }

            var state = type.Decider.Fold(loaded.Events.Select(type.Events.Read));
            var decision = type.Decider.Decide(command, state);
            if (decision is Decision<TEvent>.Refused refused)
            {
                return new Outcome.Refused(refused.Refusal);
            }

            var (append, outcome) = Prepare(state, ((Decision<TEvent>.Accepted)decision).Events, loaded.Version);
            Conflict = await AppendCommit.Commit(append, connection, ct);
            if (Conflict is not null)
            {
                return null;
            }

            if (transaction is not null)
            {
                await transaction.CommitAsync(ct);
            }

            return outcome;
        }

        private (PreparedAppend Append, Outcome Outcome) Prepare(TState state, IReadOnlyList<TEvent> events, long version)
        {
            if (events.Count == 0)
            {
                return (PreparedAppend.AlreadySo(stream, version, envelope), new Outcome.AlreadySo(version));
            }

            var data = events.Select(type.Events.Write).Select(written => new EventData(written.Name, written.SchemaVersion, written.Json)).ToList();
            var append = PreparedAppend.Of([new StreamAppend(type.Name, stream, version, data)], envelope, Telemetry.TraceParent);
            type.ReadModel?.Project(append.ReadModel, envelope.Tenant, key, events.Aggregate(state, type.Decider.Evolve), [.. events.Zip(append.Events)]);
            return (append, new Outcome.Recorded([.. append.Events.Select(recorded => recorded.Id)], version + events.Count));
        }
    }
}
