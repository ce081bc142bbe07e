using System.Diagnostics;
using Npgsql;

namespace PrivacyPlatform.EventStore.Tests.Projections;

/// <summary>A backup with PostgreSQL's own programs, restored into another database.</summary>
internal static class DatabaseCopy
{
    public static async Task Restore(string from, string into)
    {
        var file = Path.GetTempFileName();
        try
        {
            await Run("pg_dump", from, "--format=custom", "--file", file);
            await Run("pg_restore", into, "--exit-on-error", "--dbname", new NpgsqlConnectionStringBuilder(into).Database!, file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task Run(string program, string database, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(PathOf(program), arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = server.Host,
                ["PGPORT"] = server.Port.ToString(),
                ["PGUSER"] = server.Username,
                ["PGPASSWORD"] = server.Password,
                ["PGDATABASE"] = server.Database,
            },
        };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, errors);
    }

    private static string PathOf(string program) =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending() : Enumerable.Empty<string>())
        .Select(version => Path.Combine(version, "bin", program))
        .FirstOrDefault(File.Exists) ?? program;
}
