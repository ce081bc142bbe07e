using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>The database that a migration's owner works in. Made where it is missing and the owner may: a new service then needs nobody's hand on the server.</summary>
internal static class OwnedDatabase
{
    /// <param name="owner">Connection string; the caller disposes of the data source.</param>
    public static async Task<NpgsqlDataSource> Open(string owner, CancellationToken ct)
    {
        var source = NpgsqlDataSource.Create(owner);
        try
        {
            await (await source.OpenConnectionAsync(ct)).DisposeAsync();
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await Make(owner, ct);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }

        return source;
    }

    private static async Task Make(string owner, CancellationToken ct)
    {
        var server = new NpgsqlConnectionStringBuilder(owner);
        var name = server.Database!.Replace("\"", "\"\"", StringComparison.Ordinal);
        (server.Database, server.Pooling) = ("postgres", false);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(ct);
        await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
        try
        {
            await create.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException made) when (made.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another migration was quicker.
        }
    }
}
