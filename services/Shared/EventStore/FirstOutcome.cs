using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>What a command id came to when it was first decided.</summary>
internal sealed record FirstOutcome(string Kind, string Stream, long Version, int EventCount)
{
    public const string Recorded = "recorded";
    public const string AlreadySo = "already_so";

    /// <summary>Columns: position in <paramref name="commandIds"/> from 1 on, then as <see cref="Read"/> takes them.</summary>
    public static NpgsqlBatchCommand FromInbox(string tenant, Guid[] commandIds) => Sql.Command(
        // One by one (OFFSET 0 keeps it so), by the primary key.
        """
        SELECT c.position::integer, i.outcome, i.stream_id, i.version, i.event_count
        FROM unnest($2) WITH ORDINALITY AS c (id, position),
            LATERAL (SELECT * FROM platform.inbox i WHERE i.tenant_id = $1 AND i.command_id = c.id OFFSET 0) AS i
        """,
        tenant,
        commandIds);

    /// <summary>For a command whose inbox row is gone but whose event ids are there: the events themselves say what it came to.</summary>
    public static NpgsqlBatchCommand FromEvents(CommandEnvelope envelope) => Sql.Command(
        """
        SELECT 1, 'recorded', e.stream_id, max(e.version), count(*)::integer
        FROM events.mt_events first
        JOIN events.mt_events e ON e.tenant_id = first.tenant_id AND e.stream_id = first.stream_id
            AND e.version >= first.version AND e.headers ->> 'command_id' = $3
        WHERE first.tenant_id = $1 AND first.id = $2
        GROUP BY e.stream_id
        """,
        envelope.Tenant,
        EventId.Of(envelope.Tenant, envelope.CommandId, 0),
        envelope.CommandId.ToString());

    public static FirstOutcome Read(NpgsqlDataReader row) => new(row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt32(4));

    /// <exception cref="CommandIdReusedException">It was decided on another stream.</exception>
    public Outcome ToOutcome(string stream, CommandEnvelope envelope)
    {
        if (Stream != stream)
        {
            throw new CommandIdReusedException(envelope.CommandId);
        }

        return Kind == Recorded
            ? new Outcome.Recorded(EventId.AllOf(envelope.Tenant, envelope.CommandId, EventCount), Version) { Repeated = true }
            : new Outcome.AlreadySo(Version) { Repeated = true };
    }
}
