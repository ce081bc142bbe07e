using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Npgsql;

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
                restored.Add(await restore.Check(name, verifier, ct));
                await restore.Mark(name, takenAt, ct);
            }

            var erased = await Erase(restores, kept ?? new Dictionary<string, IReadOnlyList<PersonalData.ErasureEntry>>(StringComparer.Ordinal), ending, surroundings, ct);
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

            Show(restored, replaced, erased, parsed.GetValue(GlobalOptions.Json), surroundings);
            return holds ? ExitCode.Ok : ExitCode.No;
        });
        return command;
    }

    /// <summary>
    /// What the list names, and what the present databases know. Where one of events and keys is not restored, it knows the erasures itself, and the
    /// service brings the other up to date.
    /// </summary>
    private static async Task<int> Erase(
        IReadOnlyList<(Restore Restore, string Database, DateTimeOffset TakenAt)> restores,
        IReadOnlyDictionary<string, IReadOnlyList<PersonalData.ErasureEntry>> kept,
        string ending,
        Surroundings surroundings,
        CancellationToken ct)
    {
        var erased = 0;
        foreach (var service in restores.GroupBy(one => one.Restore.Database.Service))
        {
            if (service.OrderBy(one => one.Restore.Database.HoldsKeys).ToArray() is [var events, var keys])
            {
                await using var list = new ErasureList(events.Restore.Database.For(events.Database + ending), keys.Restore.Database.For(keys.Database + ending));
                erased += await list.CarryOut([.. kept.GetValueOrDefault(service.Key, []), .. await Known(events.Restore.Database, keys.Restore.Database, surroundings, ct)], ct);
            }
        }

        return erased;
    }

    private static async Task<IReadOnlyList<PersonalData.ErasureEntry>> Known(SystemDatabase events, SystemDatabase keys, Surroundings surroundings, CancellationToken ct)
    {
        try
        {
            await using var present = new ErasureList(events.For(events.Name), keys.For(keys.Name));
            return await present.Read(ct);
        }
        catch (NpgsqlException e)
        {
            // They may be gone, or damaged: restoring is for such days.
            surroundings.Error.WriteLine($"The present databases of {events.Service} cannot tell what was erased since the backup ({(e as PostgresException)?.SqlState ?? "no answer"}). Name a list: --erasures.");
            return [];
        }
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

    private static void Show(IReadOnlyList<RestoredDatabase> restored, IReadOnlyList<string> replaced, int erased, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(JsonSerializer.Serialize(
                new { holds = restored.All(database => database.Findings.Count == 0), databases = restored, replaced, erasedAgain = erased }, JsonSerializerOptions.Web));
            return;
        }

        var table = Tables.New("database", "events", "trees", "is what was backed up");
        foreach (var database in restored)
        {
            table.Row(
                database.Database,
                database.Events.ToString("N0", CultureInfo.InvariantCulture),
                database.Trees.ToString("N0", CultureInfo.InvariantCulture),
                database.Findings.Count == 0 ? "yes" : "NO");
        }

        Tables.Write(surroundings, table);
        foreach (var finding in restored.SelectMany(database => database.Findings.Select(finding => $"{database.Database}: {finding}")))
        {
            surroundings.Out.WriteLine(finding);
        }

        if (erased > 0)
        {
            surroundings.Out.WriteLine($"Erased again: {erased}, which the backup did not know of.");
        }

        foreach (var name in replaced)
        {
            surroundings.Out.WriteLine($"Replaced. What was there is kept as {name}: drop it when nobody needs it.");
        }
    }
}
