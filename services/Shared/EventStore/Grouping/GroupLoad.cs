using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Streams, and first outcomes of commands, of any tenants: one round trip.</summary>
internal sealed class GroupLoad
{
    private readonly Dictionary<QueuedCommand, FirstOutcome> firstOutcomes = [];
    private readonly Dictionary<StreamKey, StreamState> states = [];
    private readonly Dictionary<StreamKey, Exception> failures = [];

    private GroupLoad() { }

    /// <summary>Of the streams that could be read and folded.</summary>
    public IEnumerable<KeyValuePair<StreamKey, StreamState>> States => states.Where(stream => !failures.ContainsKey(stream.Key));

    /// <summary>Streams whose events could not be read or folded.</summary>
    public IReadOnlyDictionary<StreamKey, Exception> Failures => failures;

    public FirstOutcome? FirstOutcomeOf(QueuedCommand command) => firstOutcomes.GetValueOrDefault(command);

    /// <param name="commands">Their streams are loaded, each once, and their first outcomes looked up.</param>
    /// <param name="kept">Of a stream whose state is at hand only newer events are read.</param>
    /// <param name="queue">Waits in line at the streams' row locks; only inside a transaction, which then holds them.</param>
    public static async Task<GroupLoad> Load(
        NpgsqlConnection connection, IReadOnlyList<QueuedCommand> commands, KeptStates kept, bool queue)
    {
        var load = new GroupLoad();
        var tenants = commands.GroupBy(command => command.Envelope.Tenant, (tenant, own) => new Part(tenant, [.. own], kept)).ToList();
        await using var batch = connection.CreateBatch();
        foreach (var part in tenants)
        {
            part.AddTo(batch, queue);
        }

        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var part in tenants)
        {
            await load.Read(reader, part, queue);
        }

        return load;
    }

    private async Task Read(NpgsqlDataReader reader, Part part, bool queue)
    {
        await reader.NextResultAsync();
        if (queue)
        {
            await reader.NextResultAsync();
        }

        for (var position = 0; position < part.Streams.Count; position++)
        {
            states[part.Streams[position].Command.Stream] = part.Streams[position].From;
        }

        while (await reader.ReadAsync())
        {
            var command = part.Streams[reader.GetInt32(4) - 1].Command;
            Fold(command, EventRow.ReadToFold(reader, command.Stream.Tenant, command.Stream.Stream));
        }

        // After the events: a command that committed in between is then seen here, whatever would be decided on its own events.
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            firstOutcomes[part.Commands[reader.GetInt32(0) - 1]] = FirstOutcome.Read(reader);
        }

        foreach (var command in part.WithoutInbox)
        {
            await reader.NextResultAsync();
            if (await reader.ReadAsync())
            {
                firstOutcomes.TryAdd(command, FirstOutcome.Read(reader));
            }
        }

        await reader.NextResultAsync();
    }

    private void Fold(QueuedCommand command, RecordedEvent recorded)
    {
        if (failures.ContainsKey(command.Stream))
        {
            return;
        }

        try
        {
            var state = states[command.Stream];
            states[command.Stream] = recorded.Version == state.Version + 1
                ? command.Fold(state, recorded)
                : throw new InvalidOperationException($"Version {recorded.Version} of a stream follows version {state.Version}.");
        }
        catch (Exception failure)
        {
            failures[command.Stream] = failure; // it concerns this stream alone
        }
    }

    /// <summary>What is asked for one tenant.</summary>
    private sealed class Part(string tenant, IReadOnlyList<QueuedCommand> commands, KeptStates kept)
    {
        public IReadOnlyList<QueuedCommand> Commands { get; } = commands;

        public IReadOnlyList<(QueuedCommand Command, StreamState From)> Streams { get; } =
            [.. commands.DistinctBy(command => command.Stream).Select(command => (command, kept.Find(command.Stream) ?? command.Nothing))];

        public IReadOnlyList<QueuedCommand> WithoutInbox { get; } = [.. commands.Where(command => command.WithoutInbox)];

        public void AddTo(NpgsqlBatch batch, bool queue)
        {
            var streams = Streams.Select(stream => stream.Command.Stream.Stream).ToArray();
            batch.BatchCommands.Add(Sql.SetTenantAndKeepPlans(tenant));
            if (queue)
            {
                batch.BatchCommands.Add(Sql.Command(
                    "SELECT version FROM events.mt_streams WHERE tenant_id = $1 AND id = ANY ($2) FOR NO KEY UPDATE", tenant, streams));
            }

            batch.BatchCommands.Add(Sql.Command(
                // One by one (OFFSET 0 keeps it so): each stream by its index, in its order.
                $"""
                SELECT {EventRow.FoldColumns}, s.position::integer
                FROM unnest($2, $3) WITH ORDINALITY AS s (id, version, position),
                    LATERAL (
                        SELECT e.version, e.type, e.headers, e.data FROM events.mt_events e
                        WHERE e.tenant_id = $1 AND e.stream_id = s.id AND e.version > s.version
                        ORDER BY e.version OFFSET 0) AS e
                """,
                tenant,
                streams,
                Streams.Select(stream => stream.From.Version).ToArray()));
            batch.BatchCommands.Add(FirstOutcome.FromInbox(tenant, [.. Commands.Select(command => command.Envelope.CommandId)]));
            foreach (var command in WithoutInbox)
            {
                batch.BatchCommands.Add(FirstOutcome.FromEvents(command.Envelope));
            }
        }
    }
}
