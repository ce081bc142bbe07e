using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>The vault's SQL for tenants and for sealing and reading; knows wrapped keys only. Each method is one transaction of one tenant.</summary>
internal sealed class VaultTables(NpgsqlDataSource vault)
{
    public NpgsqlDataSource Source => vault;

    /// <summary>A batch in one transaction with the tenant set. A commit is on disk before anyone sees it, whatever the server's default is.</summary>
    public static NpgsqlBatch Batch(NpgsqlConnection connection, string tenant, params ReadOnlySpan<NpgsqlBatchCommand> commands)
    {
        var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.SetTenant(tenant));
        batch.BatchCommands.Add(Sql.Command("SELECT set_config('synchronous_commit', 'on', true)"));
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    public async Task<TenantRow?> Tenant(string tenant, CancellationToken ct)
    {
        var rows = await Query(
            tenant,
            Sql.Command(
                """
                SELECT t.index_id, t.index_key_id, t.index_wrapped, k.key_id, k.version, k.root_key_id, k.wrapped
                FROM vault.tenants t JOIN vault.tenant_keys k USING (tenant_id)
                WHERE t.tenant_id = $1
                ORDER BY k.version DESC
                """,
                tenant),
            row => (Tenant: new TenantRow(row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<byte[]>(2), []), Key: ReadTenantKey(row, 3)),
            ct);
        return rows.Count == 0 ? null : rows[0].Tenant with { Keys = [.. rows.Select(row => row.Key)] };
    }

    /// <summary>Nothing happens when another was quicker.</summary>
    public Task AddTenant(string tenant, TenantKey key, Guid indexId, byte[] indexWrapped, DateTimeOffset now, CancellationToken ct) => Run(
        tenant,
        ct,
        Sql.Command("SELECT pg_advisory_xact_lock(hashtextextended('vault.tenant:' || $1, 0))", tenant),
        Sql.Command(
            """
            INSERT INTO vault.tenant_keys (tenant_id, key_id, version, root_key_id, wrapped, created_at)
            SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS (SELECT FROM vault.tenants WHERE tenant_id = $1)
            """,
            tenant,
            key.Id,
            key.Version,
            key.RootKeyId,
            key.Wrapped,
            now),
        Sql.Command(
            """
            INSERT INTO vault.tenants (tenant_id, index_id, index_key_id, index_wrapped)
            VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            """,
            tenant,
            indexId,
            key.Id,
            indexWrapped));

    /// <summary>The subject's newest key, with <paramref name="count"/> more uses counted, in one round trip.</summary>
    public async Task<KeyForSealing> KeyForSealing(string tenant, byte[] subjectIndex, int count, CancellationToken ct)
    {
        await using var connection = await vault.OpenConnectionAsync(ct);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.SetTenant(tenant));
        // The count alone need not survive a crash: its limit leaves room for what may be lost, and no seal waits for a disk.
        batch.BatchCommands.Add(Sql.Command("SELECT set_config('synchronous_commit', 'off', true)"));
        batch.BatchCommands.Add(Sql.Command(
            """
            WITH present AS (
                SELECT key_id, tenant_key_id, wrapped FROM vault.subject_keys
                WHERE tenant_id = $1 AND subject_index = $2 ORDER BY generation DESC LIMIT 1
            ), used AS (
                INSERT INTO vault.key_use AS u (tenant_id, key_id, seals) SELECT $1, key_id, $3 FROM present
                ON CONFLICT (tenant_id, key_id) DO UPDATE SET seals = u.seals + $3
                RETURNING seals
            )
            SELECT t.index_id, t.erasures, p.key_id, p.wrapped, k.key_id, k.version, k.root_key_id, k.wrapped, u.seals
            FROM vault.tenants t
            LEFT JOIN present p ON true
            LEFT JOIN vault.tenant_keys k ON k.tenant_id = t.tenant_id AND k.key_id = p.tenant_key_id
            LEFT JOIN used u ON true
            WHERE t.tenant_id = $1
            """,
            tenant,
            subjectIndex,
            (long)count));
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        await row.NextResultAsync(ct);
        return !await row.ReadAsync(ct)
            ? new(null, 0, null, 0)
            : new(row.GetGuid(0), row.GetInt64(1), ReadSubjectKey(row, 2), row.IsDBNull(8) ? 0 : row.GetInt64(8));
    }

    /// <summary>Adds the subject's next key, unless it has one with uses left: then nothing happens.</summary>
    /// <exception cref="PostgresException">23505: another was quicker. 23503: the tenant's key was replaced meanwhile.</exception>
    public Task AddSubjectKey(
        string tenant, byte[] subjectIndex, Guid keyId, Guid tenantKeyId, byte[] wrapped, long mostSeals, DateTimeOffset now, CancellationToken ct) => Run(
        tenant,
        ct,
        Sql.Command(
            """
            INSERT INTO vault.subject_keys (tenant_id, key_id, subject_index, generation, tenant_key_id, wrapped, created_at)
            SELECT $1, $2, $3, 1 + greatest(
                (SELECT coalesce(max(generation), 0) FROM vault.subject_keys WHERE tenant_id = $1 AND subject_index = $3),
                (SELECT coalesce(max(generation), 0) FROM vault.erased_keys WHERE tenant_id = $1 AND subject_index = $3)), $4, $5, $6
            WHERE NOT EXISTS (
                SELECT FROM vault.subject_keys k LEFT JOIN vault.key_use u USING (tenant_id, key_id)
                WHERE k.tenant_id = $1 AND k.subject_index = $3 AND coalesce(u.seals, 0) < $7)
            """,
            tenant,
            keyId,
            subjectIndex,
            tenantKeyId,
            wrapped,
            now,
            mostSeals));

    /// <summary>A row for each id, all of one snapshot.</summary>
    public Task<IReadOnlyList<KeyForReading>> KeysForReading(string tenant, IReadOnlyCollection<Guid> keyIds, CancellationToken ct) => Query(
        tenant,
        Sql.Command(
            """
            SELECT wanted, coalesce((SELECT erasures FROM vault.tenants WHERE tenant_id = $1), 0),
                s.key_id, s.wrapped, k.key_id, k.version, k.root_key_id, k.wrapped, e.certificate_id
            FROM unnest($2) AS wanted
            LEFT JOIN vault.subject_keys s ON s.tenant_id = $1 AND s.key_id = wanted
            LEFT JOIN vault.tenant_keys k ON k.tenant_id = $1 AND k.key_id = s.tenant_key_id
            LEFT JOIN vault.erased_keys e ON e.tenant_id = $1 AND e.key_id = wanted
            """,
            tenant,
            keyIds.ToArray()),
        row => new KeyForReading(row.GetGuid(0), row.GetInt64(1), ReadSubjectKey(row, 2), row.IsDBNull(8) ? null : row.GetGuid(8)),
        ct);

    public Task<IReadOnlyList<string>> TenantNames(CancellationToken ct) => vault.Query("SELECT vault.tenant_names()", row => row.GetString(0), ct);

    public async Task<IReadOnlyList<T>> Query<T>(string tenant, NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var connection = await vault.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, tenant, query);
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        await row.NextResultAsync(ct);
        return await row.Rows(read, ct);
    }

    public async Task Run(string tenant, CancellationToken ct, params NpgsqlBatchCommand[] commands)
    {
        await using var connection = await vault.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, tenant, commands);
        await batch.ExecuteNonQueryAsync(ct);
    }

    public static TenantKey ReadTenantKey(NpgsqlDataReader row, int first) =>
        new(row.GetGuid(first), row.GetInt32(first + 1), row.GetString(first + 2), row.GetFieldValue<byte[]>(first + 3));

    private static SubjectKey? ReadSubjectKey(NpgsqlDataReader row, int first) =>
        row.IsDBNull(first) ? null : new(row.GetGuid(first), row.GetFieldValue<byte[]>(first + 1), ReadTenantKey(row, first + 2));
}
