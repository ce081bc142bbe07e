using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>A read model that is written anew.</summary>
/// <param name="Written">Streams.</param>
/// <param name="Total">Streams there were when it began; null: it did not begin yet.</param>
/// <param name="StoppedReason">Null: it moves.</param>
internal sealed record ReadModelBuild(string Name, long Written, long? Total, string? StoppedReason)
{
    /// <summary>0 to 100. Streams that came since are written by their own appends.</summary>
    public int Percent => Total is { } total ? (int)(total == 0 ? 100 : Math.Min(100, Written * 100 / total)) : 0;
}

/// <summary><c>platform.read_model_rebuilds</c>.</summary>
internal sealed class ReadModelRebuilds(NpgsqlDataSource store)
{
    /// <summary>Those that are not finished.</summary>
    public Task<IReadOnlyList<ReadModelBuild>> Unfinished(CancellationToken ct) => store.Query(
        "SELECT name, written, total, stopped_reason FROM platform.read_model_rebuilds WHERE state <> 'done' ORDER BY name",
        row => new ReadModelBuild(row.GetString(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3)),
        ct);

    /// <returns>False: one is under way.</returns>
    public async Task<bool> Ask(string name, CancellationToken ct) => await store.Run(
        """
        INSERT INTO platform.read_model_rebuilds AS r (name, state) VALUES ($1, 'building')
        ON CONFLICT (name) DO UPDATE SET state = 'building', written = 0, total = NULL, stopped_reason = NULL, updated_at = now() WHERE r.state <> 'building'
        """,
        ct,
        name) > 0;

    /// <returns>False: it is not stopped.</returns>
    public async Task<bool> Resume(string name, CancellationToken ct) =>
        await store.Run("UPDATE platform.read_model_rebuilds SET state = 'building', stopped_reason = NULL, updated_at = now() WHERE name = $1 AND state = 'stopped'", ct, name) > 0;

    public Task Moved(string name, long written, long total, CancellationToken ct) =>
        store.Run("UPDATE platform.read_model_rebuilds SET written = $2, total = $3, updated_at = now() WHERE name = $1", ct, name, written, total);

    public Task Stop(string name, string reason, CancellationToken ct) =>
        store.Run("UPDATE platform.read_model_rebuilds SET state = 'stopped', stopped_reason = $2, updated_at = now() WHERE name = $1", ct, name, reason);

    public Task Finish(string name, CancellationToken ct) => store.Run("UPDATE platform.read_model_rebuilds SET state = 'done', updated_at = now() WHERE name = $1", ct, name);
}
