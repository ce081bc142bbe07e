using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace PrivacyPlatform.Cli;

/// <summary>pg_dump and pg_restore, of the newest PostgreSQL that is installed: they understand every older server.</summary>
internal static class PostgresPrograms
{
    /// <exception cref="CliException">The program is not there, or has failed; its words are in the message.</exception>
    public static async Task Run(string program, string connectionString, CancellationToken ct, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Find(program), arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = server.Host,
                ["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = server.Username,
                ["PGPASSWORD"] = server.Password, // not as an argument: everybody on the machine sees those
                ["PGDATABASE"] = server.Database,
            },
        };
        using var process = Process.Start(start)!;
        using var stop = ct.Register(process.Kill);
        var said = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        ct.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new CliException(ExitCode.Failed, "backup.postgres_program_failed", $"{program} failed: {said.Trim()}");
        }
    }

    /// <summary>Debian keeps each version in a folder of its own, off the PATH.</summary>
    private static string Find(string program)
    {
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql") : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var major) ? major : 0)
            .Select(version => Path.Combine(version, "bin"))
            .Concat(path)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists)
            ?? throw new CliException(ExitCode.Failed, "backup.postgres_program_missing", $"{program} is not installed: it comes with PostgreSQL's client programs.");
    }
}
