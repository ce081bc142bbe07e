using System.Diagnostics;
using PrivacyPlatform.Benchmarks.Store;

namespace PrivacyPlatform.Benchmarks.SubProcessors;

/// <summary>
/// The public page and its JSON, of a register of 1,000 engagements with 20,000 changes behind it: now, beside a file of the same content served by the
/// same host; and as of dates that nobody asked for before, beside now.
/// </summary>
internal sealed class PublicPages : IBenchmark
{
    private const int Callers = 4;

    public string Name => "public page and JSON";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database(RegistryHost.Migrations);
        await database.AddSealer();
        var engagements = bench.Arguments.Scaled(1000);
        await using (var importing = await RegistryHost.Start(database))
        {
            await importing.Import(StoreDatabase.Envelope(), LargeRegister.Streams(engagements), ct);
        }

        await using var host = await RegistryHost.Start(database);
        using var clients = new Clients(host.Port);
        var rows = new List<Row> { new($"first answer after a start, {engagements * LargeRegister.ChangesEach:N0} changes", "ms", await clients.Time(LargeRegister.Page), await clients.Time(LargeRegister.Page), null) };
        foreach (var (form, address) in new[] { ("page", LargeRegister.Page), ("JSON", LargeRegister.Page + ".json") })
        {
            var files = await host.Keep(address, ct);
            rows.Add(await FirstLooks(clients, form, address));
            await clients.Visit(address, LargeRegister.Instants(bench.Arguments.Scaled(4000), seed: 2));
            foreach (var gzip in new[] { true, false })
            {
                rows.AddRange(await Measure(bench, clients, form, address, gzip, gzip ? files.Gzip : files.Plain, ct));
            }
        }

        return rows;
    }

    private static async Task<Row[]> Measure(Bench bench, Clients clients, string form, string address, bool gzip, string file, CancellationToken ct)
    {
        var round = bench.Round < TimeSpan.FromSeconds(1) ? bench.Round : TimeSpan.FromSeconds(1);
        var dates = LargeRegister.Instants(500_000, seed: gzip ? 3 : 4);
        var next = 0;
        var rates = await Median.OfFive(
            ct,
            () => Load.Rate(Callers, round, caller => clients.Get(caller, address, gzip)),
            () => Load.Rate(Callers, round, caller => clients.Get(caller, file, gzip)),
            () => Load.Rate(Callers, round, caller => clients.Get(caller, $"{address}?at={dates[Interlocked.Increment(ref next) % dates.Length]}", gzip)));
        var coding = gzip ? "gzip" : "plain";
        return
        [
            new($"{form} now, {coding}, beside a file", "answers/s", rates[0], rates[1], new Aim(AtLeast: true, 0.5)),
            new($"{form} of a new date each time, {coding}, beside now", "µs each", 1e6 / rates[2], 1e6 / rates[0], new Aim(AtLeast: false, 2)),
        ];
    }

    /// <summary>What who is the first to look at a time pays.</summary>
    private static async Task<Row> FirstLooks(Clients clients, string form, string address)
    {
        var (looks, now) = (new List<double>(), new List<double>());
        foreach (var date in LargeRegister.Instants(20, seed: 5))
        {
            looks.Add(await clients.Time($"{address}?at={date}"));
            now.Add(await clients.Time(address));
        }

        return new($"{form}, gzip: first look at the past at all", "ms", Median.Of(looks), Median.Of(now), null);
    }

    private sealed class Clients(int port) : IDisposable
    {
        private readonly KeepAliveClient[] clients = [.. Enumerable.Range(0, Callers).Select(_ => new KeepAliveClient(port))];

        public Task Get(int caller, string address, bool gzip) => clients[caller].Get(address, gzip);

        /// <returns>Milliseconds.</returns>
        public async Task<double> Time(string address)
        {
            var began = Stopwatch.GetTimestamp();
            await clients[0].Get(address, gzip: true);
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        public async Task Visit(string address, string[] dates)
        {
            foreach (var date in dates)
            {
                await clients[0].Get($"{address}?at={date}", gzip: true);
            }
        }

        public void Dispose() => Array.ForEach(clients, client => client.Dispose());
    }
}
