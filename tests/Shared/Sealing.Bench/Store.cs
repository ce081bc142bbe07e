using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.Sealing.Bench;

internal static class Store
{
    /// <summary>A migrated database with a sealer's role.</summary>
    public static async Task<TestDatabase> Create()
    {
        var database = await TestDatabase.Create();
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await StoreSchema.Migrate(owner, StoreRoles.Of(database.Service, database.Relay), []);
        var sealer = new NpgsqlConnectionStringBuilder(database.Sealer);
        await SealingSchema.Migrate(owner, new NpgsqlConnectionStringBuilder(database.Service).Username!, sealer.Username!, sealer.Password!);
        return database;
    }

    public static async Task Run(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.Admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
