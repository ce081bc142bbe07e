using System.CommandLine;
using System.Globalization;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy restore FOLDER</c>: into fresh databases, checked against the manifest and against the evidence.</summary>
internal static class RestoreCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var folder = new Argument<string>("FOLDER") { Description = "What privacy backup wrote, or one of the two folders in it." };
        var suffix = new Option<string?>("--suffix") { Description = "Added to the databases' names. Default: _restored." };
        var drill = new Option<bool>("--drill") { Description = "Only see whether it can be restored: the new databases are dropped again." };
        var replace = new Option<bool>("--replace") { Description = "Put them in the place of the present ones, which keep their data under other names. Stop the services first." };
        var erasures = new Option<string?>("--erasures") { Description = "A list that privacy erasures wrote later than the backup: what it names is erased again.", HelpName = "file" };
        var key = new Option<string?>("--key") { Description = "Check the signatures of the checkpoints: the log's key, or a file that holds it.", HelpName = "key" };
        var service = SystemDatabase.ServiceOption();
        var command = new DocumentedCommand(
            "restore",
            "Restores a backup into new databases beside the present ones and checks it: files, rows, versions of streams, and every tenant's tree computed again from its events. Exit code 0: it is what was backed up; 3: it is not.",
            "privacy restore .local/backups/20261122T010203Z --drill",
            "privacy restore /mnt/backups/monday --service consent --replace")
        {
            folder,
            suffix,
            drill,
            replace,
            erasures,
            key,
            service,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(drill) && result.GetValue(replace))
            {
                result.AddError("--drill drops what --replace would keep: say one of them.");
            }
        });
        command.SetAction(async (parsed, ct) =>
        {
            var ending = parsed.GetValue(suffix) ?? "_restored";
            var verifier = parsed.GetValue(key) is { } trusted ? EvidenceFiles.Key(trusted) : null;
            var kept = parsed.GetValue(erasures) is { } list ? ErasureList.Parse(EvidenceFiles.Read(list, "--erasures")) : null;
            var restores = Restores(parsed.GetValue(folder)!, parsed.GetValue(service), surroundings);
            foreach (var (restore, _, _) in restores)
            {
                await restore.CheckFile(ct);
                if (parsed.GetValue(replace))
                {
                    await restore.CheckUnused(ct);
                }
            }

            var restored = new List<RestoredDatabase>();
            foreach (var (restore, database, takenAt) in restores)
            {
                var name = database + ending;
                await restore.Fill(name, ct);
                restored.Add(await restore.Contents.Check(name, verifier, ct));
                await restore.Mark(name, takenAt, ct);
            }

            var erased = await ErasedSince.CarryOut(restores, kept ?? ErasedSince.Nothing, ending, surroundings, ct);
            if (parsed.GetValue(drill))
            {
                foreach (var (restore, database, _) in restores)
                {
                    await restore.Drop(database + ending);
                }
            }

            var holds = restored.All(database => database.Findings.Count == 0);
            var replaced = new List<string>();
            if (holds && parsed.GetValue(replace))
            {
                foreach (var (restore, database, _) in restores)
                {
                    replaced.Add(await restore.Replace(database + ending, surroundings.Clock.GetUtcNow(), ct));
                }
            }

            RestoreReport.Show(restored, replaced, erased, parsed.GetValue(GlobalOptions.Json), surroundings);
            return holds ? ExitCode.Ok : ExitCode.No;
        });
        return command;
    }

    /// <summary>Of each kind that the folder has: what to restore, the present database's name, and when the backup was taken.</summary>
    private static List<(Restore Restore, string Database, DateTimeOffset TakenAt)> Restores(string folder, string? service, Surroundings surroundings)
    {
        var databases = new Endpoints(surroundings).Databases();
        var restores = new List<(Restore, string, DateTimeOffset)>();
        foreach (var place in new[] { folder, Path.Combine(folder, BackupManifest.Events), Path.Combine(folder, BackupManifest.Keys) })
        {
            if (BackupManifest.Read(place) is not { } manifest)
            {
                continue;
            }

            if (manifest.Kind == BackupManifest.Keys && manifest.ExpiresAt <= surroundings.Clock.GetUtcNow())
            {
                throw new CliException(
                    ExitCode.Refused,
                    "backup.expired",
                    $"This backup of keys had to be deleted by {manifest.ExpiresAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: erasures were certified on that. Delete it.",
                    "FOLDER");
            }

            foreach (var backup in manifest.Databases.Where(backup => service is null || string.Equals(SystemDatabase.ServiceOf(backup.Resource), service, StringComparison.Ordinal)))
            {
                var present = databases.FirstOrDefault(one => string.Equals(one.Resource, backup.Resource, StringComparison.Ordinal))
                    ?? throw new CliException(ExitCode.No, "restore.database_unknown", $"The running system has no {backup.Resource}.", "FOLDER");
                restores.Add((new(present, backup, place), present.Name, manifest.TakenAt));
            }
        }

        return restores.Count > 0 ? restores : throw new CliException(ExitCode.Usage, "backup.none_here", service is null ? $"{folder} holds no backup." : $"{folder} holds no backup of {service}.", "FOLDER");
    }
}
