using Microsoft.Extensions.Configuration;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Makes and upgrades a service's database: a step of its own, run as the owner, before the service starts.</summary>
public static class StoreSchema
{
    private const string OwnScripts = "event-store/";

    /// <summary>Idempotent, all or nothing, and safe to run twice at once.</summary>
    /// <param name="owner">A role that owns the database and may create roles.</param>
    /// <param name="serviceScripts">Applied once each, after the store's own; tables in the schema <c>read</c> are granted to the service.</param>
    /// <exception cref="InvalidOperationException">A script that was applied has changed since, or a role could get round row level security.</exception>
    public static async Task Migrate(
        NpgsqlDataSource owner, StoreRoles roles, IEnumerable<MigrationScript> serviceScripts, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(roles);
        var own = MigrationScript.EmbeddedIn(typeof(StoreSchema).Assembly);
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var database = new MigrationDatabase(connection, ct);

        await database.Run("SELECT pg_advisory_xact_lock(hashtextextended('platform.migrations', 0))");
        await database.Begin();
        foreach (var script in own.Where(script => char.IsAsciiDigit(script.Name[0])))
        {
            await database.Apply(script with { Name = OwnScripts + script.Name });
        }

        await database.EnsureLogin(roles.ServiceRole, roles.ServicePassword);
        await database.EnsureLogin(roles.RelayRole, roles.RelayPassword);
        foreach (var script in serviceScripts)
        {
            await database.Apply(script);
        }

        await database.Grant(own.Single(script => script.Name == "roles.sql").Sql, roles);
        await database.AllowRelay(own.Single(script => script.Name == "relay-policies.sql").Sql, roles);
        await transaction.CommitAsync(ct);
    }

    /// <summary>The same with <c>ConnectionStrings:store-owner</c>, whose database is made if it is not there, and the roles that <c>store</c> and <c>store-relay</c> name.</summary>
    public static async Task Migrate(IConfiguration configuration, IEnumerable<MigrationScript> serviceScripts, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        await using var owner = await OwnedDatabase.Open(EventStoreRegistration.ConnectionString(configuration, "store-owner"), ct);
        var roles = StoreRoles.Of(
            EventStoreRegistration.ConnectionString(configuration, "store"),
            EventStoreRegistration.ConnectionString(configuration, "store-relay"));
        await Migrate(owner, roles, serviceScripts, ct);
    }
}
