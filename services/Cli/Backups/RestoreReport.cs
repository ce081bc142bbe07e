using System.Globalization;
using System.Text.Json;

namespace PrivacyPlatform.Cli;

/// <summary>What a restore came to.</summary>
internal static class RestoreReport
{
    public static void Show(IReadOnlyList<RestoredDatabase> restored, IReadOnlyList<string> replaced, int erased, bool json, Surroundings surroundings)
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
