using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.Local;
using PrivacyPlatform.Sealing.Bench;
using PrivacyPlatform.Testing.Postgres;

// dotnet run -c Release --project tests/Shared/Sealing.Bench [-- --events N] [--json FILE]
var events = int.Parse(Option("--events") ?? "200000", CultureInfo.InvariantCulture);
var folder = Directory.CreateTempSubdirectory("privacyplatform-bench-").FullName;
await using (var server = await LocalPostgres.Start(folder, new LocalPostgresOptions { Durable = true, MaxConnections = 100 }))
{
    Environment.SetEnvironmentVariable(PostgresServer.Variable, server.ConnectionString);
    IReadOnlyList<Row> rows = [await Throughput.Measure(events), await Delay.Measure()];
    foreach (var row in rows)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{row.Name,-28} ours {row.Ours,12:N2} {row.Unit,-9} floor {row.Floor,14:N2}  ratio {row.Ratio,7:N3}  aim {row.Aim,-14} met {row.Met}"));
    }

    if (Option("--json") is { } file)
    {
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(rows, JsonSerializerOptions.Web));
    }
}

Directory.Delete(folder, recursive: true);

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
