using System.Text.Json;
using PrivacyPlatform.SubProcessors.Importing;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.SubProcessors.Tests.Importing;

/// <summary>The real registers, as they stand in the file.</summary>
internal static class SeedFile
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static DateTimeOffset ImportedAt { get; } = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<ImportRow> OpsDuty { get; } = Rows("opsduty");

    public static IReadOnlyList<ImportRow> Octopus { get; } = Rows("octopus");

    public static ImportPlan Plan(IEnumerable<ImportRow> rows, Registry? registry = null, bool asExisting = true) =>
        new Import(ImportedAt, asExisting).Plan(rows, registry ?? Registry.Empty(Laws.File));

    private static List<ImportRow> Rows(string tenant) =>
    [
        .. JsonSerializer.Deserialize<JsonElement[]>(Repository.Read("services", "SubProcessors", "seeds", $"{tenant}.json"))!
            .Select(row => row.Deserialize<ImportRow>(Options)!)
            .Select((row, index) => row with { Number = index + 1 }),
    ];
}
