using System.CommandLine;
using System.Text.Json;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy erasures</c>: what was erased, for the day when every database comes out of a backup from before.</summary>
internal static class ErasuresCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var command = new DocumentedCommand(
            "erasures",
            "Writes the list of erasures as JSON. It holds no personal data; keep a fresh copy where the databases are not, for restore --erasures.",
            "privacy erasures > /mnt/elsewhere/erasures.json");
        command.SetAction(async (_, ct) =>
        {
            var databases = new Endpoints(surroundings).Databases();
            var all = new Dictionary<string, IReadOnlyList<ErasureEntry>>(StringComparer.Ordinal);
            foreach (var events in databases.Where(database => !database.HoldsKeys))
            {
                if (databases.FirstOrDefault(database => database.HoldsKeys && database.Service == events.Service) is { } keys)
                {
                    await using var list = new ErasureList(events.For(events.Name), keys.For(keys.Name));
                    all.Add(events.Service, await list.Read(ct));
                }
            }

            surroundings.Out.WriteLine(JsonSerializer.Serialize(all, JsonSerializerOptions.Web));
            return ExitCode.Ok;
        });
        return command;
    }
}
