using Microsoft.Extensions.Configuration;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>Makes and upgrades a vault, as its owner: a step of its own, before the service starts.</summary>
public static class VaultSchema
{
    private const string OwnScripts = "vault/";

    /// <summary>Idempotent, all or nothing, and safe to run twice at once.</summary>
    /// <param name="owner">A role that owns the vault's database and may create roles.</param>
    /// <exception cref="InvalidOperationException">A script that was applied has changed since, or the role could get round row level security.</exception>
    public static async Task Migrate(NpgsqlDataSource owner, VaultRole role, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(role);
        var scripts = MigrationScript.EmbeddedIn(typeof(VaultSchema).Assembly);
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var database = new MigrationDatabase(connection, ct);
        await database.Run("SELECT pg_advisory_xact_lock(hashtextextended('platform.migrations', 0))");
        await database.Begin();
        await database.Run("CREATE SCHEMA IF NOT EXISTS vault");
        foreach (var script in scripts.Where(script => char.IsAsciiDigit(script.Name[0])))
        {
            await database.Apply(script with { Name = OwnScripts + script.Name });
        }

        await database.EnsureLogin(role.Name, role.Password);
        // The template knows a relay too; a vault has none.
        await database.Grant(scripts.Single(script => script.Name == "roles.sql").Sql, new StoreRoles(role.Name, role.Password, role.Name, role.Password));
        await transaction.CommitAsync(ct);
    }

    /// <summary>The same with <c>ConnectionStrings:vault-owner</c>, whose database is made if it is not there, and the role that <c>ConnectionStrings:vault</c> names.</summary>
    public static async Task Migrate(IConfiguration configuration, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        await using var owner = await OwnedDatabase.Open(EventStoreRegistration.ConnectionString(configuration, "vault-owner"), ct);
        await Migrate(owner, VaultRole.Of(EventStoreRegistration.ConnectionString(configuration, "vault")), ct);
    }

    /// <summary>
    /// Rewrites the tables of keys without what was deleted or replaced, and lets the server forget its own copies as far as SQL can: run as the
    /// owner after erasures; each table is locked while it is rewritten. Copies in the write-ahead log and in backups go when those expire; see docs/adr/0010.
    /// </summary>
    public static async Task Scrub(NpgsqlDataSource owner, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        foreach (var table in new[] { "vault.subject_keys", "vault.tenant_keys", "vault.tenants" })
        {
            await using var vacuum = owner.CreateCommand($"VACUUM (FULL) {table}");
            await vacuum.ExecuteNonQueryAsync(ct);
        }
    }
}
