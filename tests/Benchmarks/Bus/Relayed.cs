using System.Diagnostics;
using System.Diagnostics.Metrics;
using PrivacyPlatform.Benchmarks.Store;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Benchmarks.Bus;

/// <summary>
/// A backlog of stored events, from the first that is published until all are confirmed by the broker and out of the outbox. The floor publishes the
/// same messages, made before, with 500 outstanding and its own confirm tracking.
/// </summary>
internal sealed class Relayed : IBenchmark
{
    private const int Length = 5;

    /// <summary>A relay that cannot go on says so in its log and tries for ever: nobody reads that here.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Name => "relay: stored to confirmed by the broker";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var store = await RelayedStore.Create(bench, ct);
        await using var publishing = await Publishing.Connect(store, most: 500, ct);
        await using var importer = new EventImporter(store.Database.Service);
        await using var outbox = new Outbox(EventStoreRegistration.DataSource(store.Database.RelayConnection));
        var streams = bench.Arguments.Scaled(10_000);
        var events = streams * Length;
        var round = 0;
        IReadOnlyList<Publishing.Message> messages = [];
        var rates = await Median.OfFive(ct, Relay, Publish);
        return [new(Name, "events/s", rates[0], rates[1], new Aim(AtLeast: true, 0.7))];

        async Task<double> Relay()
        {
            await importer.Import(StoreDatabase.Envelope(), StoreDatabase.Streams($"r{++round}-", streams, Length), ct: ct);
            messages = Publishing.Messages(await outbox.ReadPending(events, [], ct).ToListAsync(ct));
            using var relayed = new Relaying(events);
            await store.Start(ct);
            var took = await relayed.All.WaitAsync(Patience, ct);
            await store.Stop(ct);
            await store.Channel.QueuePurgeAsync(RelayedStore.Queue, ct);
            return events / took.TotalSeconds;
        }

        async Task<double> Publish()
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var message in messages)
            {
                await publishing.Publish(message, ct);
            }

            await publishing.Settle(ct);
            var took = Stopwatch.GetElapsedTime(began);
            await store.Channel.QueuePurgeAsync(RelayedStore.Queue, ct);
            return events / took.TotalSeconds;
        }
    }

    /// <summary>Hears from the relay's own measurements when it published the first event and when it had confirmed all of them.</summary>
    private sealed class Relaying : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly TaskCompletionSource<TimeSpan> all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long began;
        private long confirmed;

        public Relaying(int events)
        {
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name is "privacyplatform.relay.published" or "privacyplatform.relay.confirmed")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
            {
                if (instrument.Name == "privacyplatform.relay.published")
                {
                    began = began == 0 ? Stopwatch.GetTimestamp() : began;
                }
                else if (Interlocked.Add(ref confirmed, count) >= events)
                {
                    all.TrySetResult(Stopwatch.GetElapsedTime(began));
                }
            });
            listener.Start();
        }

        public Task<TimeSpan> All => all.Task;

        public void Dispose() => listener.Dispose();
    }
}
