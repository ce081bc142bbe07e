using System.Data;
using System.Security.Cryptography;
using Npgsql;

namespace PrivacyPlatform.Cli;

/// <summary>Writes databases into a folder: events and keys apart, each with a manifest of what is in it.</summary>
internal static class Backup
{
    /// <summary>
    /// Events first: whatever they were sealed with is then in the backup of the keys, which is taken after. Erasures between the two are
    /// carried out again when the service starts.
    /// </summary>
    /// <param name="keep">How long each kind is kept.</param>
    public static async Task<IReadOnlyList<BackupManifest>> Take(
        string folder, IReadOnlyList<SystemDatabase> databases, Func<string, TimeSpan> keep, TimeProvider clock, CancellationToken ct)
    {
        var manifests = new List<BackupManifest>();
        foreach (var kind in databases.GroupBy(database => database.HoldsKeys ? BackupManifest.Keys : BackupManifest.Events).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var own = Path.Combine(folder, kind.Key);
            Make(own);
            var takenAt = clock.GetUtcNow();
            var dumped = new List<DatabaseBackup>();
            foreach (var database in kind)
            {
                dumped.Add(await Dump(database, own, ct));
            }

            var manifest = new BackupManifest(BackupManifest.CurrentFormat, kind.Key, takenAt, takenAt + keep(kind.Key), dumped);
            manifest.Write(own);
            manifests.Add(manifest);
        }

        return manifests;
    }

    /// <summary>SHA-256 in hexadecimal.</summary>
    public static async Task<string> HashOf(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }

    private static async Task<DatabaseBackup> Dump(SystemDatabase database, string folder, CancellationToken ct)
    {
        await using var connection = await database.Open(database.Name, ct);
        // What the manifest says and what is dumped are one snapshot, whatever happens beside it.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var snapshot = (await Sql.Query(connection, "SELECT pg_export_snapshot()", row => row.GetString(0), ct)).Single();
        var name = $"{database.Service}.dump";
        var file = Path.Combine(folder, name);
        await PostgresPrograms.Run("pg_dump", database.ConnectionString, ct, "--format=custom", $"--snapshot={snapshot}", $"--file={file}");
        var contents = await DatabaseContents.Read(connection, ct);
        return new(
            database.Resource, database.Name, connection.ServerVersion, name, new FileInfo(file).Length, await HashOf(file, ct), await Roles(connection, ct), contents);
    }

    /// <summary>Everybody who may use a schema of ours, but its owner.</summary>
    private static Task<IReadOnlyList<string>> Roles(NpgsqlConnection connection, CancellationToken ct) => Sql.Query(
        connection,
        """
        SELECT DISTINCT r.rolname
        FROM pg_namespace n, LATERAL aclexplode(n.nspacl) AS a JOIN pg_roles r ON r.oid = a.grantee
        WHERE n.nspname IN ('events', 'platform', 'read', 'vault') AND a.grantee <> n.nspowner
        ORDER BY r.rolname
        """,
        row => row.GetString(0),
        ct);

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
