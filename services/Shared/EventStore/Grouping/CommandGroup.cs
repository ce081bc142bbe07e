using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Brings a group of commands to their outcomes: load, decide, append, in two round trips while nobody else writes to their streams.</summary>
internal sealed class CommandGroup(NpgsqlDataSource store, KeptStates kept, NewsBell news)
{
    /// <summary>So often a conflict is met with a fresh attempt at once.</summary>
    private const int OptimisticAttempts = 3;

    /// <summary>So often altogether; after the optimistic ones a command runs by itself and holds its stream's row lock while it decides, so that it is its turn.</summary>
    private const int Attempts = 8;

    /// <summary>Never throws: every command gets an outcome or an exception of its own.</summary>
    public async Task Run(IReadOnlyList<QueuedCommand> commands)
    {
        var left = commands;
        Exception? failure = null;
        try
        {
            await using var connection = await store.OpenConnectionAsync();
            while (left.Count > 0)
            {
                var alone = left.FirstOrDefault(command => command.Conflicts >= OptimisticAttempts);
                await Attempt(connection, alone is null ? left : [alone], queue: alone is not null);
                left = [.. left.Where(command => !command.Ended)];
            }
        }
        catch (Exception caught)
        {
            failure = caught;
        }

        if (failure is null)
        {
            return;
        }

        left = [.. left.Where(command => !command.Ended)];
        if (IsOutage(failure))
        {
            kept.ForgetAll(); // what comes back may be an older copy of the database
            news.Ring(); // the commit may have been made
            Fail(left, failure);
        }
        else if (left.Count > 1)
        {
            foreach (var part in Apart(left, failure))
            {
                await Run(part);
            }
        }
        else
        {
            Fail(left, (failure as ReadModelFailedException)?.InnerException ?? failure);
        }
    }

    private static void Fail(IEnumerable<QueuedCommand> commands, Exception failure)
    {
        foreach (var command in commands)
        {
            command.Fail(failure);
        }
    }

    /// <summary>Neighbors of a command that the database refuses do not share its fate: the culprit by itself if it is known, else halves.</summary>
    private static QueuedCommand[][] Apart(IReadOnlyList<QueuedCommand> commands, Exception failure)
    {
        var culprit = failure is ReadModelFailedException { Append: var append }
            ? commands.FirstOrDefault(command => ReferenceEquals(command.Envelope, append.Envelope))
            : null;
        return culprit is null
            ? [[.. commands.Take(commands.Count / 2)], [.. commands.Skip(commands.Count / 2)]]
            : [[culprit], [.. commands.Where(command => command != culprit)]];
    }

    /// <summary>The database is away, is being stopped, or has no room: that is nobody's own fault. A statement that was canceled may be.</summary>
    private static bool IsOutage(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => false,
        PostgresException refused => refused.SqlState[..2] is "08" or "53" or "57" or "58",
        NpgsqlException => true,
        _ => false,
    };

    private async Task Attempt(NpgsqlConnection connection, IReadOnlyList<QueuedCommand> commands, bool queue)
    {
        await using var transaction = queue ? await connection.BeginTransactionAsync() : null;
        var round = await GroupRound.Begin(connection, commands, kept, queue);
        round.Decide();
        if (round.Appends.Count > 0)
        {
            if (await AppendBatch.Commit(round.Appends, connection) is { } conflict)
            {
                Meet(conflict, round, commands);
                return;
            }

            if (transaction is not null)
            {
                await transaction.CommitAsync();
            }

            news.Ring();
        }

        round.End();
    }

    private void Meet(AppendConflict conflict, GroupRound round, IReadOnlyList<QueuedCommand> commands)
    {
        var unique = conflict.Cause.SqlState == PostgresErrorCodes.UniqueViolation && !AppendBatch.IsRepetition(conflict.Cause);
        if (unique && commands.Count > 1)
        {
            throw conflict.Cause; // whose it is shows when they run apart
        }

        var concerned = conflict.Concerned.Count > 0 ? conflict.Concerned.Select(round.CommandOf) : commands;
        foreach (var command in concerned.Where(command => !command.Ended))
        {
            kept.Forget(command.Stream);
            command.WithoutInbox |= unique && conflict.Cause.ConstraintName == "idx_mt_events_event_id";
            if (++command.Conflicts == Attempts)
            {
                command.Fail(new ConcurrencyException($"Command {command.Envelope.CommandId} met a concurrent append {Attempts} times.", conflict.Cause));
            }
        }
    }
}
