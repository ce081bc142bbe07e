using Aspire.Hosting.Local;
using Npgsql;

namespace PrivacyPlatform.Testing.Postgres;

/// <summary>The real PostgreSQL that tests run on: one for the whole test process, started at first use.</summary>
public static class PostgresServer
{
    /// <summary>Names a server to use instead of starting one: a superuser's connection string.</summary>
    public const string Variable = "PP_TEST_POSTGRES";

    private static readonly Lazy<Task<string>> Server = new(Start);

    /// <summary>The superuser's connection string.</summary>
    public static Task<string> Admin() => Server.Value;

    /// <summary>Runs SQL as the superuser, outside of any pool.</summary>
    public static async Task Run(params string[] statements)
    {
        await using var connection = new NpgsqlConnection(await Admin() + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<string> Start()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        var folder = Directory.CreateTempSubdirectory("privacyplatform-tests-").FullName;
        var server = await LocalPostgres.Start(folder, new LocalPostgresOptions { Durable = false, MaxConnections = 400 });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return server.ConnectionString;
    }
}
