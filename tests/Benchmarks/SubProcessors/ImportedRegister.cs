using System.Diagnostics;
using PrivacyPlatform.Benchmarks.Store;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Importing;
using PrivacyPlatform.SubProcessors.Service.Importing;

namespace PrivacyPlatform.Benchmarks.SubProcessors;

/// <summary>A file of 10,000 rows, planned and carried out as commands. The floor stores the events that it came to, decided already, in one transaction and without read models.</summary>
internal sealed class ImportedRegister : IBenchmark
{
    public string Name => "import of a file, as commands";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database(RegistryHost.Migrations);
        await using var host = await RegistryHost.Start(database);
        var rows = RowsOfAFile.Make(bench.Arguments.Scaled(10_000), inEach: int.MaxValue);
        var round = 0;
        var rates = await Median.OfFive(
            ct,
            () => Rate(() => Import(host, $"file-{++round}", rows, ct)),
            () => Rate(() => Copy(host, $"file-{round}", $"copy-{round}", ct)));
        return [new($"{Name}, {rows.Count:N0} rows", "rows/s", rates[0], rates[1], null)];

        async Task<double> Rate(Func<Task> import)
        {
            var began = Stopwatch.GetTimestamp();
            await import();
            return rows.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
    }

    public static async Task Import(RegistryHost host, string tenant, IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        var options = new ImportOptions(AllOrNothing: true, AsExisting: true, IsDryRun: false);
        var outcome = await host.Get<RegisterImporter>().Import(rows, [], options, StoreDatabase.Envelope() with { Tenant = tenant }, ct);
        if (outcome.Rows != rows.Count)
        {
            throw new InvalidOperationException($"{outcome.Errors.Count} errors, the first in row {outcome.Errors[0].Row}.");
        }
    }

    private static Task Copy(RegistryHost host, string from, string to, CancellationToken ct) =>
        host.Get<EventImporter>().Import(StoreDatabase.Envelope() with { Tenant = to }, Streams(host, from), announce: true, ct);

    private static async IAsyncEnumerable<StreamImport> Streams(RegistryHost host, string tenant)
    {
        var feed = host.Get<EventFeed>();
        await feed.EndOfCommitted(tenant);
        for (FeedPage page = new([], 0, long.MaxValue); !page.CaughtUp;)
        {
            page = await feed.Read(tenant, page.Position, 2000);
            foreach (var (_, recorded) in page.Events)
            {
                var data = new EventData(recorded.Type, recorded.SchemaVersion, recorded.Data);
                yield return new(recorded.Stream.Split('-')[0], recorded.Stream, recorded.Version - 1, [new(data, recorded.OccurredAt, recorded.RecordedAt, recorded.Actor)]);
            }
        }
    }
}
