using Npgsql;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.Sealing;

namespace PrivacyPlatform.Cli;

/// <summary>A database that was restored, and what is wrong with it; nothing: it is what was backed up.</summary>
/// <param name="Database">The new database.</param>
internal sealed record RestoredDatabase(string Resource, string Database, long Events, int Trees, IReadOnlyList<string> Findings);

/// <summary>Whether a restored database is what was backed up.</summary>
internal sealed class RestoredContents(SystemDatabase database, DatabaseBackup backup)
{
    /// <summary>Compares what is there with the manifest, the events with their streams, and the trees with what was signed.</summary>
    /// <param name="key">The log's public key; null: signatures are not checked.</param>
    public async Task<RestoredDatabase> Check(string name, VerifierKey? key, CancellationToken ct)
    {
        DatabaseContents contents;
        var findings = new List<string>();
        await using (var restored = await database.Open(name, ct))
        {
            await using var reading = await restored.BeginTransactionAsync(ct);
            contents = await DatabaseContents.Read(restored, ct);
            findings.AddRange(contents.DifferencesFrom(backup.Contents));
            if (!database.HoldsKeys)
            {
                findings.AddRange(await BrokenStreams(restored, ct));
            }
        }

        if (contents.Trees.Count == 0)
        {
            return new(database.Resource, name, contents.RowsOf("events.mt_events"), 0, findings);
        }

        await using var source = NpgsqlDataSource.Create(database.For(name));
        foreach (var tree in await new TreeCheck(source).Run(ct))
        {
            findings.AddRange(tree.Faults.Select(fault => $"{tree.Tenant}: {fault}"));
        }

        findings.AddRange(contents.Trees
            .Where(tree => key is not null && SignedNote.Open(tree.Note, key) is null)
            .Select(tree => $"{tree.Tenant}: the last checkpoint is not signed by this key"));
        return new(database.Resource, name, contents.RowsOf("events.mt_events"), contents.Trees.Count, findings);
    }

    private static async Task<IEnumerable<string>> BrokenStreams(NpgsqlConnection connection, CancellationToken ct) => (await Sql.Query(
        connection,
        """
        SELECT coalesce(e.tenant_id, s.tenant_id), coalesce(e.stream_id, s.id)
        FROM (SELECT tenant_id, stream_id, count(*) AS events, min(version) AS first, max(version) AS last FROM events.mt_events GROUP BY tenant_id, stream_id) AS e
        FULL JOIN events.mt_streams s ON s.tenant_id = e.tenant_id AND s.id = e.stream_id
        WHERE (e.first, e.last, s.version) IS DISTINCT FROM (1::bigint, e.events, e.events)
        ORDER BY 1, 2
        LIMIT 20
        """,
        row => (Tenant: row.GetString(0), Stream: row.GetString(1)),
        ct)).Select(stream => $"{stream.Tenant}: the versions of stream {stream.Stream} are not 1 to its last");
}
