using Npgsql;

namespace PrivacyPlatform.Cli;

/// <summary>What is in a database, so that two of them can be compared: for a backup read in the snapshot that is dumped.</summary>
/// <param name="Migrations">Names of the scripts that made it what it is.</param>
/// <param name="Trees">Each tenant's last signed checkpoint; none where nothing is sealed.</param>
internal sealed record DatabaseContents(IReadOnlyList<string> Migrations, IReadOnlyList<TableContents> Tables, IReadOnlyList<TreeHead> Trees)
{
    private const string Schemas = "'events', 'platform', 'read', 'vault'";

    /// <summary>Reads every row of every table of ours.</summary>
    /// <param name="connection">As a role that sees the rows of all tenants.</param>
    public static async Task<DatabaseContents> Read(NpgsqlConnection connection, CancellationToken ct)
    {
        // A row's text must not depend on anybody's settings.
        await Sql.Run(connection, "SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1", ct);
        var names = await Sql.Query(
            connection,
            $"SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ({Schemas}) ORDER BY schemaname, tablename",
            row => row.GetString(0),
            ct);
        var tables = new List<TableContents>();
        foreach (var name in names)
        {
            tables.AddRange(await Sql.Query(
                connection,
                $"SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM {name} t",
                row => new TableContents(name, row.GetInt64(0), row.GetString(1)),
                ct));
        }

        var migrations = await Sql.Query(connection, "SELECT name FROM platform.migrations ORDER BY name", row => row.GetString(0), ct);
        var trees = names.Contains("platform.checkpoints", StringComparer.Ordinal)
            ? await Sql.Query(
                connection,
                "SELECT DISTINCT ON (tenant_id) tenant_id, tree_size, note FROM platform.checkpoints ORDER BY tenant_id, tree_size DESC",
                row => new TreeHead(row.GetString(0), row.GetInt64(1), row.GetString(2)),
                ct)
            : [];
        return new(migrations, tables, trees);
    }

    /// <summary>What is different from what was backed up, a line each.</summary>
    public IEnumerable<string> DifferencesFrom(DatabaseContents backedUp)
    {
        var there = Tables.ToDictionary(table => table.Table, StringComparer.Ordinal);
        foreach (var table in backedUp.Tables)
        {
            if (!there.Remove(table.Table, out var restored))
            {
                yield return $"{table.Table} is missing";
            }
            else if (restored.Rows != table.Rows)
            {
                yield return $"{table.Table} has {restored.Rows} rows instead of {table.Rows}";
            }
            else if (restored.Digest != table.Digest)
            {
                yield return $"{table.Table} holds something else than was backed up";
            }
        }

        foreach (var table in there.Keys)
        {
            yield return $"{table} was not backed up";
        }
    }

    public long RowsOf(string table) => Tables.FirstOrDefault(one => string.Equals(one.Table, table, StringComparison.Ordinal))?.Rows ?? 0;
}

/// <param name="Digest">A sum over the rows' hashes, whatever their order: tells copies apart, and keeps nobody from forging one.</param>
internal sealed record TableContents(string Table, long Rows, string Digest);

/// <param name="Note">The signed checkpoint.</param>
internal sealed record TreeHead(string Tenant, long Size, string Note);
