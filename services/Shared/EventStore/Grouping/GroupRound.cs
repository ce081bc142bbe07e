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

    /// <summary>Loads the streams that no state is kept of, and those that a command must be sure of.</summary>
    public static async Task<GroupRound> Begin(NpgsqlConnection connection, IReadOnlyList<QueuedCommand> commands, KeptStates kept, bool queue)
    {
        var missing = new HashSet<StreamKey>();
        var known = new Dictionary<StreamKey, StreamState>();
        foreach (var command in commands)
        {
            if (command.MustLoad || (!known.ContainsKey(command.Stream) && kept.Find(command.Stream) is null))
            {
                missing.Add(command.Stream);
            }

            if (!known.ContainsKey(command.Stream) && kept.Find(command.Stream) is { } state)
            {
                known.Add(command.Stream, state);
            }
        }

        var toLoad = commands.Where(command => missing.Contains(command.Stream)).ToList();
        var load = await GroupLoad.Load(connection, toLoad, known.GetValueOrDefault, queue);
        var round = new GroupRound(commands, kept, load);
        foreach (var (stream, state) in known.Concat(load.States))
        {
            round.states[stream] = state; // what was loaded comes later, and stands
        }

        foreach (var (stream, state) in load.States.Where(stream => !load.Failures.ContainsKey(stream.Key)))
        {
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
        if (append is not null)
        {
            appends.Add(append);
            appending.Add(id, (command, outcome));
            decided.Add((command, outcome));
            states[command.Stream] = after;
            changed.Add(command.Stream);
        }
        else if (loaded.States.ContainsKey(command.Stream))
        {
            decided.Add((command, outcome));
        }
        else
        {
            // Refused on a state that may be behind, by a command that may have been decided before: to be sure, once more.
            command.MustLoad = true;
        }
    }
}
