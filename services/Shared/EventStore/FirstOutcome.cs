using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>What a command id came to when it was first decided.</summary>
internal sealed record FirstOutcome(string Kind, string Stream, long Version, int EventCount)
{
    public const string Recorded = "recorded";
    public const string AlreadySo = "already_so";

    public static NpgsqlBatchCommand FromInbox(CommandEnvelope envelope) => Sql.Command(
        "SELECT outcome, stream_id, version, event_count FROM platform.inbox WHERE tenant_id = $1 AND command_id = $2",
        envelope.Tenant,
        envelope.CommandId);

    /// <summary>For a command whose inbox row is gone but whose event ids are there: the events themselves say what it came to.</summary>
    public static NpgsqlBatchCommand FromEvents(CommandEnvelope envelope) => Sql.Command(
        """
        SELECT 'recorded', e.stream_id, max(e.version), count(*)::integer
        FROM events.mt_events first
        JOIN events.mt_events e ON e.tenant_id = first.tenant_id AND e.stream_id = first.stream_id
            AND e.version >= first.version AND e.headers ->> 'command_id' = $3
        WHERE first.tenant_id = $1 AND first.id = $2
        GROUP BY e.stream_id
        """,
        envelope.Tenant,
        EventId.Of(envelope.Tenant, envelope.CommandId, 0),
        envelope.CommandId.ToString());

    public static async Task<FirstOutcome?> Read(NpgsqlDataReader reader, CancellationToken ct) =>
        await reader.ReadAsync(ct) ? new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt32(3)) : null;

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
