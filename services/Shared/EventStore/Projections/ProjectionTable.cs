using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary><c>platform.projections</c>, and the transactions that move it.</summary>
internal sealed class ProjectionTable(NpgsqlDataSource store)
{
    private const string NotAtPosition = "PP003"; // platform.advance_projection

    /// <summary>What is live and what is being built, of one projection or of all.</summary>
    public Task<IReadOnlyList<ProjectionGeneration>> Read(string? name, CancellationToken ct) => store.Query(
        """
        SELECT name, generation, code_version, slot, state, position, stopped_at, stopped_reason, updated_at
        FROM platform.projections WHERE state <> 'retired' AND ($1 IS NULL OR name = $1) ORDER BY name, generation
        """,
        row => new ProjectionGeneration(
            row.GetString(0),
            row.GetInt32(1),
            row.GetInt32(2),
            row.GetString(3),
            Enum.Parse<ProjectionState>(row.GetString(4), ignoreCase: true),
            row.GetInt64(5),
            row.IsDBNull(6) ? null : row.GetInt64(6),
            row.IsDBNull(7) ? null : row.GetString(7),
            row.GetFieldValue<DateTimeOffset>(8)),
        ct,
        new NpgsqlParameter { Value = (object?)name ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Varchar });

    public Task Begin(string name, int codeVersion, CancellationToken ct) => store.Run("SELECT platform.begin_projection($1, $2)", ct, name, codeVersion);

    /// <returns>False while the build is behind what is live.</returns>
    public Task<bool> Switch(ProjectionGeneration build, CancellationToken ct) =>
        store.Ask<bool>("SELECT platform.switch_projection($1, $2)", ct, build.Name, build.Generation);

    public Task Stop(ProjectionGeneration generation, long position, string reason, CancellationToken ct) => store.Run(
        """
        UPDATE platform.projections SET stopped_at = $3, stopped_reason = $4, updated_at = now()
        WHERE name = $1 AND generation = $2
        """,
        ct,
        generation.Name,
        generation.Generation,
        position,
        reason);

    /// <returns>False: neither what is live nor what is being built is stopped.</returns>
    public async Task<bool> Resume(string name, CancellationToken ct) => await store.Run(
        """
        UPDATE platform.projections SET stopped_at = NULL, stopped_reason = NULL, updated_at = now()
        WHERE name = $1 AND state <> 'retired' AND stopped_at IS NOT NULL
        """,
        ct,
        name) > 0;

    /// <summary>View and progress in one round trip that is one transaction.</summary>
    /// <param name="writes">Of each tenant in turn.</param>
    /// <exception cref="ProjectionMovedException">Another instance was first; nothing was written.</exception>
    public async Task Advance(
        ProjectionGeneration generation, long position, IReadOnlyList<(string Tenant, ProjectionWrites Writes)> writes, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.Command(
            "SELECT platform.advance_projection($1, $2, $3, $4)", generation.Name, generation.Generation, generation.Position, position));
        foreach (var (tenant, added) in writes)
        {
            batch.BatchCommands.Add(Sql.SetTenant(tenant));
            foreach (var command in added.Writes.Commands)
            {
                batch.BatchCommands.Add(command);
            }
        }

        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException moved) when (moved.SqlState == NotAtPosition)
        {
            throw new ProjectionMovedException(generation.Name, moved);
        }
    }
}

/// <summary>Another instance has moved the projection in the meantime: look again.</summary>
internal sealed class ProjectionMovedException(string name, Exception inner) : Exception($"The projection '{name}' was moved by another.", inner);
