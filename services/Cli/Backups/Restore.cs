using System.Globalization;
using Npgsql;

namespace PrivacyPlatform.Cli;

/// <summary>Brings one database of a backup back, beside the one that is there. <see cref="RestoredContents"/> checks it.</summary>
internal sealed class Restore(SystemDatabase database, DatabaseBackup backup, string folder)
{
    public SystemDatabase Database => database;

    public RestoredContents Contents { get; } = new(database, backup);

    private string File => Path.Combine(folder, backup.File);

    /// <exception cref="CliException"><c>backup.file_missing</c>, <c>backup.file_changed</c>.</exception>
    public async Task CheckFile(CancellationToken ct)
    {
        if (!System.IO.File.Exists(File))
        {
            throw new CliException(ExitCode.No, "backup.file_missing", $"{File} is missing.", "FOLDER");
        }

        if (await Backup.HashOf(File, ct) != backup.Sha256)
        {
            throw new CliException(ExitCode.No, "backup.file_changed", $"{File} is not the file that was written: it was damaged or tampered with.", "FOLDER");
        }
    }

    /// <summary>What is to be replaced must not be in use: seen before anything is restored.</summary>
    /// <exception cref="CliException"><c>restore.database_in_use</c>.</exception>
    public async Task CheckUnused(CancellationToken ct)
    {
        await using var server = await database.Open("postgres", ct);
        await CheckUnused(server, ct);
    }

    /// <summary>Makes the database and fills it.</summary>
    /// <exception cref="CliException"><c>restore.database_exists</c>, or pg_restore failed: then nothing is left behind.</exception>
    public async Task Fill(string name, CancellationToken ct)
    {
        await using (var server = await database.Open("postgres", ct))
        {
            if ((await Sql.Query(server, "SELECT 1 FROM pg_database WHERE datname = $1", row => row.GetInt32(0), ct, name)).Count > 0)
            {
                throw new CliException(ExitCode.Refused, "restore.database_exists", $"There is a database {name} already; drop it, or choose another --suffix.", "--suffix");
            }

            await Sql.Run(server, $"CREATE DATABASE {Sql.Name(name)} TEMPLATE template0", ct);
        }

        try
        {
            await using var restored = await database.Open(name, ct);
            await Sql.Run(restored, $"REVOKE ALL ON DATABASE {Sql.Name(name)} FROM PUBLIC", ct);
            foreach (var role in backup.Roles)
            {
                // Without a login: the service's migration gives it one, with its password.
                if ((await Sql.Query(restored, "SELECT 1 FROM pg_roles WHERE rolname = $1", row => row.GetInt32(0), ct, role)).Count == 0)
                {
                    await Sql.Run(restored, $"CREATE ROLE {Sql.Name(role)} NOSUPERUSER NOCREATEDB NOCREATEROLE NOLOGIN", ct);
                }

                await Sql.Run(restored, $"GRANT CONNECT ON DATABASE {Sql.Name(name)} TO {Sql.Name(role)}", ct);
            }

            await PostgresPrograms.Run("pg_restore", database.For(name), ct, "--no-owner", "--exit-on-error", $"--dbname={name}", File);
        }
        catch
        {
            await Drop(name);
            throw;
        }
    }

    /// <summary>
    /// Leaves a mark in restored keys, so that no service serves what comes with them before somebody has accepted it; and how far the present
    /// ones saw the store, so that it can be said what is missing.
    /// </summary>
    public async Task Mark(string name, DateTimeOffset takenAt, CancellationToken ct)
    {
        if (database.HoldsKeys)
        {
            var seen = await Seen(ct);
            await using var restored = await database.Open(name, ct);
            await Sql.Query(
                restored,
                "UPDATE vault.high_water SET restored_from = $1, accepted_at = NULL, position = greatest(position, $2) RETURNING 1",
                row => row.GetInt32(0),
                ct,
                takenAt,
                seen);
        }
    }

    /// <summary>Puts the restored database in the place of the present one, which stays under another name.</summary>
    /// <returns>That name.</returns>
    /// <exception cref="CliException"><c>restore.database_in_use</c>.</exception>
    public async Task<string> Replace(string name, DateTimeOffset now, CancellationToken ct)
    {
        var before = $"{database.Name}_until_{now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";
        await using var server = await database.Open("postgres", ct);
        await CheckUnused(server, ct);
        await Sql.Run(server, $"ALTER DATABASE {Sql.Name(database.Name)} RENAME TO {Sql.Name(before)}; ALTER DATABASE {Sql.Name(name)} RENAME TO {Sql.Name(database.Name)}", ct);
        return before;
    }

    public async Task Drop(string name)
    {
        await using var server = await database.Open("postgres", CancellationToken.None);
        await Sql.Run(server, $"DROP DATABASE {Sql.Name(name)} WITH (FORCE)", CancellationToken.None);
    }

    /// <summary>0 where the present keys are gone or damaged: restoring is for such days.</summary>
    private async Task<long> Seen(CancellationToken ct)
    {
        try
        {
            await using var present = await database.Open(database.Name, ct);
            return (await Sql.Query(present, "SELECT position FROM vault.high_water", row => row.GetInt64(0), ct)).Single();
        }
        catch (Exception e) when (e is CliException or NpgsqlException)
        {
            return 0;
        }
    }

    private async Task CheckUnused(NpgsqlConnection server, CancellationToken ct)
    {
        if ((await Sql.Query(server, "SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'", row => row.GetInt32(0), ct, database.Name)).Count > 0)
        {
            throw new CliException(ExitCode.Refused, "restore.database_in_use", $"{database.Name} is in use: stop the service first (./run stop {database.Service}).");
        }
    }
}
