using Npgsql;

namespace PrivacyPlatform.Demo;

/// <summary>Counts in the consent service's own database, read beside the service so that it cannot count itself right.</summary>
public sealed class Stations(NpgsqlDataSource store, string subjectPrefix)
{
    /// <summary>Answer events of this run's people in the event table, and how many distinct commands they came from.</summary>
    public Task<(long Events, long Commands)> Stored(CancellationToken cancel) => Row(
        """
        SELECT count(*), count(DISTINCT headers->>'command_id')
          FROM events.mt_events WHERE stream_id LIKE 'subject-' || $1 || '%'
        """,
        row => (row.GetInt64(0), row.GetInt64(1)),
        cancel);

    /// <summary>Events of this run that the relay has not had confirmed yet.</summary>
    public Task<long> Pending(CancellationToken cancel) => Row(
        """
        SELECT count(*) FROM platform.outbox o JOIN events.mt_events e USING (seq_id)
         WHERE e.stream_id LIKE 'subject-' || $1 || '%'
        """,
        row => row.GetInt64(0),
        cancel);

    /// <summary>Ids of the events that the service promises to announce: all but repeated answers, which change nothing.</summary>
    public Task<HashSet<string>> ToAnnounce(CancellationToken cancel) => Outages.Retry(
        async token =>
        {
            await using var command = store.CreateCommand(
                """
                SELECT id FROM events.mt_events
                 WHERE stream_id LIKE 'subject-' || $1 || '%' AND data->>'effect' <> 'confirmed'
                """);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subjectPrefix });
            await using var rows = await command.ExecuteReaderAsync(token);
            var ids = new HashSet<string>(StringComparer.Ordinal);
            while (await rows.ReadAsync(token))
            {
                ids.Add(rows.GetGuid(0).ToString());
            }

            return ids;
        },
        cancel);

    private Task<T> Row<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel) => Outages.Retry(
        async token =>
        {
            await using var command = store.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subjectPrefix });
            await using var rows = await command.ExecuteReaderAsync(token);
            await rows.ReadAsync(token);
            return read(rows);
        },
        cancel);
}
