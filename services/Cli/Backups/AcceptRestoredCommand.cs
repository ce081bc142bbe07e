using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy accept-restored</c>: a person decides that a store which is older than what is known of it is the one to go on with.</summary>
internal static class AcceptRestoredCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var yes = new Option<bool>("--yes") { Description = "Accept it: what is missing is gone." };
        var service = SystemDatabase.ServiceOption();
        var command = new DocumentedCommand(
            "accept-restored",
            "Shows how much is missing from a store that came out of an older backup; with --yes, lets the service serve it. Until then it serves nothing.",
            "privacy accept-restored",
            "privacy accept-restored --service consent --yes")
        {
            yes,
            service,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var databases = new Endpoints(surroundings).Databases();
            var found = new List<Comparison>();
            foreach (var keys in databases.Where(database => database.HoldsKeys && (parsed.GetValue(service) ?? database.Service) == database.Service))
            {
                var events = databases.FirstOrDefault(database => !database.HoldsKeys && database.Service == keys.Service)
                    ?? throw new CliException(ExitCode.No, "cli.endpoint_unknown", $"The running system has no events of {keys.Service}.");
                found.Add(await Compare(events, keys, accept: parsed.GetValue(yes), ct));
            }

            Show(found, parsed.GetValue(GlobalOptions.Json), surroundings);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<Comparison> Compare(SystemDatabase events, SystemDatabase keys, bool accept, CancellationToken ct)
    {
        await using var store = await events.Open(events.Name, ct);
        await using var vault = await keys.Open(keys.Name, ct);
        var (known, backup) = (await Sql.Query(
            vault, "SELECT position, restored_from FROM vault.high_water", row => (row.GetInt64(0), row.IsDBNull(1) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(1)), ct)).Single();
        var there = (await Sql.Query(
            store, "SELECT coalesce(max(position + event_count - 1), 0) FROM platform.feed", row => row.GetInt64(0), ct)).Single();
        var older = backup is not null || there < known;
        if (older && accept)
        {
            await Sql.Query(
                vault,
                "UPDATE vault.high_water SET position = $1, restored_from = NULL, accepted_at = now() RETURNING 1",
                row => row.GetInt32(0),
                ct,
                there);
        }

        return new(events.Service, known, there, Math.Max(0, known - there), backup, Accepted: !older || accept);
    }

    private static void Show(IReadOnlyList<Comparison> found, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(JsonSerializer.Serialize(found, JsonSerializerOptions.Web));
            return;
        }

        var table = Tables.New("service", "events known of", "there", "missing, at least", "backup of", "is served");
        foreach (var one in found)
        {
            table.Row(
                one.Service,
                one.Known.ToString("N0", CultureInfo.InvariantCulture),
                one.There.ToString("N0", CultureInfo.InvariantCulture),
                one.Missing.ToString("N0", CultureInfo.InvariantCulture),
                one.Backup?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-",
                one.Accepted ? "yes" : "NO: accept it with --yes");
        }

        Tables.Write(surroundings, table);
    }

    /// <param name="Known">How far the vault saw the store.</param>
    /// <param name="There">How far it is.</param>
    /// <param name="Backup">When the backup was taken that waits to be accepted.</param>
    private sealed record Comparison(string Service, long Known, long There, long Missing, DateTimeOffset? Backup, bool Accepted);
}
