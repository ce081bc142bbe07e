using System.Diagnostics;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Drills;
using PrivacyPlatform.SubProcessors.Service;

namespace PrivacyPlatform.Benchmarks.SubProcessors;

/// <summary>"Who relied on it?" over 1,000 registers of ten lines, all of which did. The floor reads the same states and does nothing with them.</summary>
internal sealed class InvalidationDrill : IBenchmark
{
    private const string Tenant = "many";
    private const int LinesEach = 10;

    public string Name => "invalidation drill";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database(RegistryHost.Migrations);
        await using var host = await RegistryHost.Start(database);
        var registers = bench.Arguments.Scaled(1000);
        await ImportedRegister.Import(host, Tenant, RowsOfAFile.Make(registers * LinesEach, LinesEach), ct);
        await database.Run("VACUUM ANALYZE");
        var times = await Median.OfFive(ct, () => Time(() => Drilled(host, registers, ct)), () => Time(() => Read(host, ct)));
        return [new($"{Name} over {registers:N0} registers, {registers * LinesEach:N0} lines", "ms", times[0], times[1], null)];
    }

    private static async Task Drilled(RegistryHost host, int registers, CancellationToken ct)
    {
        var known = await host.Get<RegistryReader>().At(Tenant, recordedAt: null, ct);
        var found = Drill.Of(known.Registry, "scc", new DateOnly(2030, 1, 1)).Count;
        if (found != registers * LinesEach)
        {
            throw new InvalidOperationException($"The drill found {found} lines.");
        }
    }

    private static Task Read(RegistryHost host, CancellationToken ct) => host.Get<ReadModelReader>().Query(
        Tenant, "SELECT kind, key, state, recorded_from FROM read.states WHERE tenant_id = $1 AND recorded_until IS NULL", row => row.GetString(2).Length, [Tenant], ct);

    private static async Task<double> Time(Func<Task> once)
    {
        var began = Stopwatch.GetTimestamp();
        await once();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
