using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy backup [FOLDER]</c>: every service's events and keys, each with what is needed to check them when they are restored.</summary>
internal static class BackupCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var folder = new Argument<string?>("FOLDER")
        {
            Description = "A folder to make. Default: .local/backups and the time.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var eventDays = new Option<int?>("--event-days") { Description = "How long the backup of the events is kept: Vault:EventBackupDays of the services. Default: 35." };
        var keyDays = new Option<int?>("--key-days") { Description = "How long the backup of the keys is kept, which is less: Vault:KeyBackupDays. Default: 14." };
        var command = new DocumentedCommand(
            "backup",
            "Backs up all databases while the system runs: events in one folder, keys in another that expires earlier. Secrets (root keys, signing keys, passwords) are in neither.",
            "privacy backup",
            "privacy backup /mnt/backups/monday --key-days 7")
        {
            folder,
            eventDays,
            keyDays,
        };
        command.Validators.Add(result =>
        {
            if (KeyDays(result.GetValue(keyDays)) < 1 || KeyDays(result.GetValue(keyDays)) >= EventDays(result.GetValue(eventDays)))
            {
                result.AddError("--key-days must be at least 1 and less than --event-days: keys must be gone before the events that they open.");
            }
        });
        command.SetAction(async (parsed, ct) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder) ?? Default(surroundings));
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new CliException(ExitCode.Refused, "backup.folder_not_empty", $"{path} is not empty.", "FOLDER");
            }

            var manifests = await Backup.Take(
                path,
                new Endpoints(surroundings).Databases(),
                kind => TimeSpan.FromDays(kind == BackupManifest.Keys ? KeyDays(parsed.GetValue(keyDays)) : EventDays(parsed.GetValue(eventDays))),
                surroundings.Clock,
                ct);
            Show(path, manifests, parsed.GetValue(GlobalOptions.Json), surroundings);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The defaults are those of <see cref="PersonalData.PersonalDataOptions"/>.</summary>
    private static int KeyDays(int? given) => given ?? new PersonalData.PersonalDataOptions().KeyBackupDays;

    private static int EventDays(int? given) => given ?? new PersonalData.PersonalDataOptions().EventBackupDays;

    private static string Default(Surroundings surroundings) =>
        Path.Combine(surroundings.Home, ".local", "backups", surroundings.Clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    private static void Show(string path, IReadOnlyList<BackupManifest> manifests, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(JsonSerializer.Serialize(new { folder = path, manifests }, JsonSerializerOptions.Web));
            return;
        }

        var table = Tables.New("database", "file", "events", "rows", "bytes", "delete by");
        foreach (var manifest in manifests)
        {
            foreach (var database in manifest.Databases)
            {
                table.Row(
                    database.Database,
                    Path.Combine(manifest.Kind, database.File),
                    Number(database.Contents.RowsOf("events.mt_events")),
                    Number(database.Contents.Tables.Sum(one => one.Rows)),
                    Number(database.Bytes),
                    manifest.ExpiresAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }
        }

        Tables.Write(surroundings, table);
        surroundings.Out.WriteLine($"Backed up into {path}. Not in it: root keys, signing keys, passwords.");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
