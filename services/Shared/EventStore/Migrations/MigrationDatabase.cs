using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>The steps of a migration, all in the one transaction that its connection has open.</summary>
internal sealed class MigrationDatabase(NpgsqlConnection connection, CancellationToken ct)
{
    public Task Begin() => Run(
        """
        CREATE SCHEMA IF NOT EXISTS platform;
        CREATE SCHEMA IF NOT EXISTS read;
        CREATE TABLE IF NOT EXISTS platform.migrations (
            name       varchar     NOT NULL PRIMARY KEY,
            sha256     varchar     NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        );
        """);

    public async Task Apply(MigrationScript script)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script.Sql)));
        switch (await Ask<string>("SELECT sha256 FROM platform.migrations WHERE name = $1", script.Name))
        {
            case null:
                await Run(script.Sql);
                await Run("INSERT INTO platform.migrations (name, sha256) VALUES ($1, $2)", script.Name, hash);
                break;
            case var applied when applied != hash:
                throw new InvalidOperationException($"The script '{script.Name}' was applied and has changed since: write a new one instead.");
        }
    }

    /// <summary>Creates the role if it is missing and sets its password.</summary>
    public async Task EnsureLogin(string role, string password)
    {
        var quoted = await Quoted(role);
        if (await Ask<bool?>("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = $1", role) is not { } bypasses)
        {
            await Run($"CREATE ROLE {quoted} NOSUPERUSER NOCREATEDB NOCREATEROLE");
        }
        else if (bypasses)
        {
            throw new InvalidOperationException($"The role '{role}' gets round row level security: a service must not use it.");
        }

        await Run($"ALTER ROLE {quoted} LOGIN PASSWORD '{ScramVerifier.Of(password)}'");
    }

    public async Task Grant(string template, StoreRoles roles) => await Run(
        (await Filled(template, roles)).Replace("$database$", await Quoted(connection.Database), StringComparison.Ordinal));

    /// <summary>Only where one is missing, since making a policy locks its table.</summary>
    public async Task AllowRelay(string template, StoreRoles roles)
    {
        var policies = template.Split("CREATE POLICY").Length - 1;
        if (await Ask<long?>("SELECT count(*) FROM pg_policies WHERE policyname = 'relay' AND $1 = ANY (roles)", roles.RelayRole) != policies)
        {
            await Run(await Filled(template, roles));
        }
    }

    public async Task Run(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<string> Filled(string template, StoreRoles roles) => template
        .Replace("$service$", await Quoted(roles.ServiceRole), StringComparison.Ordinal)
        .Replace("$relay$", await Quoted(roles.RelayRole), StringComparison.Ordinal);

    private async Task<string> Quoted(string name) => (await Ask<string>("SELECT quote_ident($1)", name))!;

    private async Task<T?> Ask<T>(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(ct) is T found ? found : default;
    }

    private NpgsqlCommand Command(string sql, object[] values) => new NpgsqlCommand(sql, connection).With(values);
}
