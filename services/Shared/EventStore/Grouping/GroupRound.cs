using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>One attempt of a group: which state each stream is in, what its commands came to on it, and what of that is to be stored.</summary>
internal sealed class GroupRound
{
    private readonly IReadOnlyList<QueuedCommand> commands;
    private readonly KeptStates kept;
    private readonly GroupLoad loaded;
    private readonly Dictionary<StreamKey, StreamState> states = [];
    private readonly HashSet<StreamKey> changed = [];
    private readonly List<(QueuedCommand Command, Outcome Outcome)> decided = [];
    private readonly Dictionary<(string Tenant, Guid CommandId), (QueuedCommand Command, Outcome Outcome)> appending = [];
    private readonly List<PreparedAppend> appends = [];

    private GroupRound(IReadOnlyList<QueuedCommand> commands, KeptStates kept, GroupLoad loaded) =>
        (this.commands, this.kept, this.loaded) = (commands, kept, loaded);

    public IReadOnlyList<PreparedAppend> Appends => appends;

    /// <summary>Loads the commands' streams: all of one, or what is newer than the state that was kept of it.</summary>
    public static async Task<GroupRound> Begin(NpgsqlConnection connection, IReadOnlyList<QueuedCommand> commands, KeptStates kept, bool queue)
    {
        var round = new GroupRound(commands, kept, await GroupLoad.Load(connection, commands, kept, queue));
        foreach (var (stream, state) in round.loaded.States)
        {
            round.states.Add(stream, state);
            kept.Keep(stream, state);
        }

        return round;
    }

    /// <summary>In order of arrival; a command sees what those before it on the same stream came to.</summary>
    public void Decide()
    {
        foreach (var command in commands.Where(command => !command.Ended))
        {
            try
            {
                Decide(command);
            }
            catch (Exception failure)
            {
                command.Fail(failure);
            }
        }
    }

    /// <summary>All of it is stored: the commands get their outcomes.</summary>
    public void End()
    {
        foreach (var stream in changed)
        {
            kept.Keep(stream, states[stream]);
        }

        foreach (var (command, outcome) in decided)
        {
            command.End(outcome);
        }
    }

    public QueuedCommand CommandOf(PreparedAppend append) => appending[(append.Envelope.Tenant, append.Envelope.CommandId)].Command;

    private void Decide(QueuedCommand command)
    {
        if (loaded.FirstOutcomeOf(command) is { } first)
        {
            command.End(first.ToOutcome(command.Stream.Stream, command.Envelope));
            return;
        }

        var id = (command.Envelope.Tenant, command.Envelope.CommandId);
        if (appending.TryGetValue(id, out var same))
        {
            // The same command again, beside itself: it shares the outcome, once there is one.
            decided.Add(command.Stream.Stream == same.Command.Stream.Stream
                ? (command, same.Outcome with { Repeated = true })
                : throw new CommandIdReusedException(command.Envelope.CommandId));
            return;
        }

        if (loaded.Failures.TryGetValue(command.Stream, out var failure))
        {
            command.Fail(failure);
            return;
        }

        var (outcome, append, after) = command.Decide(states[command.Stream]);
        decided.Add((command, outcome));
        if (append is not null)
        {
            appends.Add(append);
            appending.Add(id, (command, outcome));
            states[command.Stream] = after;
            changed.Add(command.Stream);
        }
    }
}
