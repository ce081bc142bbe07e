using System.Text.Json;

namespace PrivacyPlatform.Benchmarks;

/// <summary>The rows as a table for people and as JSON for programs.</summary>
internal sealed record Report(Machine Machine, double Scale, IReadOnlyList<Row> Rows)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void Heading(TextWriter to) => to.WriteLine($"{"what",-62} {"unit",-9} {"ours",12} {"floor",12} {"ratio",7}  aim");

    public static void Print(TextWriter to, Row row) => to.WriteLine(
        $"{row.Name,-62} {row.Unit,-9} {Number(row.Ours),12} {Number(row.Floor),12} {row.Ratio,7:0.00}  {(row.Aim is null ? "" : $"{row.Aim}: {(row.Met == true ? "met" : "missed")}")}");

    public void PrintMachine(TextWriter to)
    {
        to.WriteLine($"{Machine.Processor}, {Machine.Cores} cores, {Machine.MemoryMiB} MiB; {Machine.System}; {Machine.Runtime}; load before {Machine.LoadBefore}; scale {Scale}");
        foreach (var (name, version) in Machine.Versions)
        {
            to.WriteLine($"{name}: {version}");
        }
    }

    public async Task Save(string file)
    {
        var rows = Rows.Select(row => new
        {
            row.Name,
            row.Unit,
            Ours = Math.Round(row.Ours, 4),
            Floor = Math.Round(row.Floor, 4),
            Ratio = Math.Round(row.Ratio, 4),
            Aim = row.Aim?.ToString(),
            row.Met,
        });
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Machine, Scale, Rows = rows }, Json) + "\n");
    }

    private static string Number(double value) => value >= 1000 ? value.ToString("N0") : value.ToString("0.###");
}
