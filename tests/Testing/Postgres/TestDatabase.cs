using System.Security.Cryptography;
using Npgsql;

namespace PrivacyPlatform.Testing.Postgres;

/// <summary>
/// A fresh, empty database for one test class, with an owner who may create roles but is no superuser. The names of the service's and the
/// relay's role are chosen here, since roles belong to the whole server; migrating makes them. All is dropped at the end.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string name = "pp_test_" + RandomNumberGenerator.GetHexString(12, lowercase: true);
    private readonly string password = RandomNumberGenerator.GetHexString(24, lowercase: true);
    private readonly string admin;

    private TestDatabase(string admin) => this.admin = admin;

    /// <summary>The superuser, in this database: gets round row level security.</summary>
    public string Admin => As(null);

    /// <summary>Owns the database; for migrations only.</summary>
    public string Owner => As($"{name}_owner");

    /// <summary>The service's role; there once the database is migrated.</summary>
    public string Service => As($"{name}_service");

    /// <summary>The relay's role; there once the database is migrated.</summary>
    public string Relay => As($"{name}_relay");

    /// <summary>The sealer's role; there once the sealer's part is migrated.</summary>
    public string Sealer => As($"{name}_sealer");

    public static async Task<TestDatabase> Create()
    {
        var database = new TestDatabase(await PostgresServer.Admin());
        await PostgresServer.Run(
            $"CREATE ROLE {database.name}_owner LOGIN CREATEROLE PASSWORD '{database.password}'",
            $"CREATE DATABASE {database.name} OWNER {database.name}_owner TEMPLATE template0");
        return database;
    }

    public async ValueTask DisposeAsync() => await PostgresServer.Run(
        $"DROP DATABASE {name} WITH (FORCE)",
        $"DROP ROLE IF EXISTS {name}_service, {name}_relay, {name}_sealer, {name}_owner");

    private string As(string? role)
    {
        var connection = new NpgsqlConnectionStringBuilder(admin) { Database = name };
        if (role is not null)
        {
            connection.Username = role;
            connection.Password = password;
        }

        return connection.ConnectionString;
    }
}
