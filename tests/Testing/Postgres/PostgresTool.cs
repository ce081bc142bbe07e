using System.Diagnostics;
using Npgsql;
using Shouldly;

namespace PrivacyPlatform.Testing.Postgres;

/// <summary>PostgreSQL's own programs for backup and restore.</summary>
public static class PostgresTool
{
    /// <summary>The output of pg_dump.</summary>
    /// <param name="database">Connection string of who may read all of it.</param>
    public static Task<byte[]> Dump(string database, params string[] arguments) => Run("pg_dump", database, null, arguments);

    /// <summary>Restores an archive (pg_dump --format=custom) over what is there.</summary>
    public static Task Restore(string database, byte[] dump) =>
        Run("pg_restore", database, dump, "--clean", "--if-exists", "--exit-on-error", "--dbname", new NpgsqlConnectionStringBuilder(database).Database!);

    private static async Task<byte[]> Run(string program, string database, byte[]? input, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(Path(program), arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
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
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        var copying = process.StandardOutput.BaseStream.CopyToAsync(output);
        if (input is not null)
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
        }

        process.StandardInput.Close();
        await copying;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return output.ToArray();
    }

    private static string Path(string program) =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending() : Enumerable.Empty<string>())
        .Select(version => System.IO.Path.Combine(version, "bin", program))
        .FirstOrDefault(File.Exists) ?? program;
}
