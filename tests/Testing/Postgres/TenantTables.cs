using Npgsql;

namespace PrivacyPlatform.Testing.Postgres;

/// <summary>The tables of a service's database that say whose a row is, as the superuser sees them.</summary>
public sealed class TenantTables(TestDatabase database) : IAsyncDisposable
{
    private readonly NpgsqlDataSource admin = NpgsqlDataSource.Create(database.Admin);
    private string? digests;

    /// <summary>Those that the service may read.</summary>
    public async Task<IReadOnlyList<string>> Readable()
    {
        await using var command = admin.CreateCommand(
            """
            SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
            WHERE c.relkind = 'r' AND has_table_privilege($1, c.oid, 'SELECT')
            """);
        command.Parameters.Add(new() { Value = new NpgsqlConnectionStringBuilder(database.Service).Username! });
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    /// <summary>A digest of each table's rows of one tenant; the trees and the feed, which the service extends by itself, are left out.</summary>
    public async Task<string> Digest(string tenant)
    {
        digests ??= await Digests();
        await using var read = admin.CreateCommand(digests);
        read.Parameters.Add(new() { Value = tenant });
        await using var rows = await read.ExecuteReaderAsync();
        var found = new List<string?>();
        while (await rows.ReadAsync())
        {
            found.Add(rows.IsDBNull(0) ? null : rows.GetString(0));
        }

        return string.Join(' ', found);
    }

    public ValueTask DisposeAsync() => admin.DisposeAsync();

    private async Task<string> Digests()
    {
        await using var tables = admin.CreateCommand(
            """
            SELECT string_agg(format('SELECT md5(string_agg(t::text, '','' ORDER BY t::text)) FROM %s t WHERE tenant_id = $1', c.oid::regclass), ' UNION ALL ')
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
            WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('events', 'read', 'vault')
            """);
        return (string)(await tables.ExecuteScalarAsync())!;
    }
}
