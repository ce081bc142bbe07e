using Microsoft.Extensions.Configuration;
using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Makes and upgrades a service's database: a step of its own, run as the owner, before the service starts.</summary>
public static class StoreSchema
{
    /// <summary>Idempotent, all or nothing, and safe to run twice at once.</summary>
    /// <param name="owner">A role that owns the database and may create roles.</param>
    /// <exception cref="InvalidOperationException">A script that was applied has changed since, or a role could get round row level security.</exception>
    public static Task Migrate(
        NpgsqlDataSource owner, StoreRoles roles, IEnumerable<MigrationScript> serviceScripts, CancellationToken ct = default) =>
        throw new NotSupportedException(owner?.ConnectionString + roles + serviceScripts);

    /// <summary>The same with <c>ConnectionStrings:store-owner</c>, and the roles that <c>store</c> and <c>store-relay</c> name.</summary>
    public static async Task Migrate(IConfiguration configuration, IEnumerable<MigrationScript> serviceScripts, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        await using var owner = NpgsqlDataSource.Create(EventStoreRegistration.ConnectionString(configuration, "store-owner"));
        var roles = StoreRoles.Of(
            EventStoreRegistration.ConnectionString(configuration, "store"),
            EventStoreRegistration.ConnectionString(configuration, "store-relay"));
        await Migrate(owner, roles, serviceScripts, ct);
    }
}
