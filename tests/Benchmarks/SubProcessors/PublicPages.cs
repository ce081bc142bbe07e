using System.Diagnostics;
using PrivacyPlatform.Benchmarks.Store;

namespace PrivacyPlatform.Benchmarks.SubProcessors;

/// <summary>
/// The public page and its JSON, of a register of 1,000 engagements with 20,000 changes behind it: now, beside a file of the same content served by the
/// same host; and as of dates, beside now. A new past date is one that nobody asked for before: first when nothing of the past was rendered, and then
/// when most of its blocks were, for other dates. A past date again is one of a few that were asked for just before. See docs/adr/0021.
/// </summary>
internal sealed class PublicPages : IBenchmark
{
    private const int Callers = 4;
    private const int KnownDates = 20;

    private static readonly Aim AnyDate = new(AtLeast: false, 2);

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
            rows.Add(await NextLooks(clients, form, address, bench.Arguments.Scaled(4000)));
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
        var (dates, known) = (LargeRegister.Instants(500_000, seed: gzip ? 3 : 4), LargeRegister.Instants(KnownDates, seed: 5));
        var next = 0;
        var rates = await Median.OfFive(
            ct,
            () => Load.Rate(Callers, round, caller => clients.Get(caller, address, gzip)),
            () => Load.Rate(Callers, round, caller => clients.Get(caller, file, gzip)),
            () => Load.Rate(Callers, round, caller => clients.Get(caller, $"{address}?at={dates[Interlocked.Increment(ref next) % dates.Length]}", gzip)),
            () => Load.Rate(Callers, round, caller => clients.Get(caller, $"{address}?at={known[Interlocked.Increment(ref next) % known.Length]}", gzip)));
        var coding = gzip ? "gzip" : "plain";
        return
        [
            new($"{form} now, {coding}, beside a file", "answers/s", rates[0], rates[1], new Aim(AtLeast: true, 0.5)),
            new($"{form} of a new past date, {coding}, beside now", "µs each", 1e6 / rates[2], 1e6 / rates[0], AnyDate),
            new($"{form} of a past date again, {coding}, beside now", "µs each", 1e6 / rates[3], 1e6 / rates[0], AnyDate),
        ];
    }

    /// <summary>What who is the first to look at the past pays, right after a start.</summary>
    private static async Task<Row> FirstLooks(Clients clients, string form, string address)
    {
        var (looks, now) = (new List<double>(), new List<double>());
        foreach (var date in LargeRegister.Instants(KnownDates, seed: 5))
        {
            looks.Add(await clients.Time($"{address}?at={date}"));
            now.Add(await clients.Time(address));
        }

        return new($"{form} of a past date, gzip: the first {KnownDates} after a start", "ms each", Median.Of(looks), Median.Of(now), AnyDate);
    }

    /// <summary>What those who come then pay together for rendering the past.</summary>
    private static async Task<Row> NextLooks(Clients clients, string form, string address, int count)
    {
        var (looks, now) = (0.0, 0.0);
        foreach (var date in LargeRegister.Instants(count, seed: 2))
        {
            looks += await clients.Time($"{address}?at={date}");
            now += await clients.Time(address);
        }

        return new($"{form} of a past date, gzip: mean of the next {count:N0}", "ms each", looks / count, now / count, AnyDate);
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

        public void Dispose() => Array.ForEach(clients, client => client.Dispose());
    }
}
