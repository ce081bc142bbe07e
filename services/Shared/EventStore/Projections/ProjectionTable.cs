using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary><c>platform.projections</c>, and the transactions that move it.</summary>
internal sealed class ProjectionTable(NpgsqlDataSource store)
{
    private const string NotAtPosition = "PP003"; // platform.advance_projection

    /// <summary>What is live and what is being built, of one projection or of all.</summary>
    public async Task<IReadOnlyList<ProjectionGeneration>> Read(string? name, CancellationToken ct)
    {
        await using var command = store.CreateCommand(
            """
            SELECT name, generation, code_version, slot, state, position, stopped_at, stopped_reason, updated_at
            FROM platform.projections WHERE state <> 'retired' AND ($1 IS NULL OR name = $1) ORDER BY name, generation
            """);
        command.Parameters.Add(new() { Value = (object?)name ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Varchar });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var generations = new List<ProjectionGeneration>();
        while (await reader.ReadAsync(ct))
        {
            generations.Add(new(
                reader.GetString(0),
                reader.GetInt32(1),
                reader.GetInt32(2),
                reader.GetString(3),
                Enum.Parse<ProjectionState>(reader.GetString(4), ignoreCase: true),
                reader.GetInt64(5),
                reader.IsDBNull(6) ? null : reader.GetInt64(6),
                reader.IsDBNull(7) ? null : reader.GetString(7),
                reader.GetFieldValue<DateTimeOffset>(8)));
        }

        return generations;
    }

    public Task Begin(string name, int codeVersion, CancellationToken ct) => Run("SELECT platform.begin_projection($1, $2)", ct, name, codeVersion);

    /// <returns>False while the build is behind what is live.</returns>
    public async Task<bool> Switch(ProjectionGeneration build, CancellationToken ct) =>
        await Run("SELECT platform.switch_projection($1, $2)", ct, build.Name, build.Generation) is true;

    public Task Stop(ProjectionGeneration generation, long position, string reason, CancellationToken ct) => Run(
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
    public async Task<bool> Resume(string name, CancellationToken ct) => await Run(
        """
        UPDATE platform.projections SET stopped_at = NULL, stopped_reason = NULL, updated_at = now()
        WHERE name = $1 AND state <> 'retired' AND stopped_at IS NOT NULL RETURNING 1
        """,
        ct,
        name) is not null;

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

    private async Task<object?> Run(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = store.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteScalarAsync(ct);
    }
}

/// <summary>Another instance has moved the projection in the meantime: look again.</summary>
internal sealed class ProjectionMovedException(string name, Exception inner) : Exception($"The projection '{name}' was moved by another.", inner);
