using System.Diagnostics;
using PrivacyPlatform.Benchmarks.Store;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Benchmarks.Bus;

/// <summary>
/// From the moment at which a command's caller hears that its event is stored until a subscriber has its announcement, at a quarter of what appending,
/// relaying and receiving sustain together. The floor publishes the same messages at the same rate to the same subscriber.
/// </summary>
internal sealed class StoredToReceived : IBenchmark
{
    private const int Callers = 64;

    public string Name => "stored to received by a subscriber, p99 at a quarter of the sustained rate";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var store = await RelayedStore.Create(bench, ct);
        await using var publishing = await Publishing.Connect(store, most: 500, ct);
        await using var receiving = await Receiving.Begin(store, ct);
        await using var executor = new CommandExecutor(store.Database.Service);
        var streams = bench.Arguments.Scaled(20_000);
        await store.Database.AddStreams("s", streams, length: 1);
        await store.Start(ct);
        var random = new Random(1);
        var sustained = await Sustained();
        var messages = Messages((int)(sustained / 4 * bench.Round.TotalSeconds) + 1, streams);
        var times = await Median.OfFive(ct, () => P99(Append), () => P99(Publish()));
        return [new(Name, "ms", times[0], times[1], new Aim(AtLeast: false, 3))];

        async Task<Guid> Append()
        {
            var envelope = StoreDatabase.Envelope();
            int stream;
            lock (random)
            {
                stream = random.Next(streams);
            }

            var outcome = await executor.Execute(Ledger.Stream, $"s{stream}", new Ledger.Answer(envelope.OccurredAt), envelope, ct);
            receiving.Sent(EventId.Of(envelope.Tenant, envelope.CommandId, 0));
            return envelope.CommandId;
        }

        Func<Task> Publish()
        {
            var next = 0;
            return () =>
            {
                var message = messages[next++];
                receiving.Sent(Guid.Parse(message.Properties.MessageId!));
                return publishing.Publish(message, ct);
            };
        }

        async Task<double> Sustained()
        {
            var began = Stopwatch.GetTimestamp();
            await Load.Rate(Callers, bench.Round, _ => Append());
            var received = await receiving.All(ct);
            return received.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        async Task<double> P99(Func<Task> once)
        {
            await Load.Steady(sustained / 4, bench.Round, once);
            var took = await receiving.All(ct);
            return took[(int)(took.Count * 0.99)];
        }
    }

    private static IReadOnlyList<Publishing.Message> Messages(int count, int streams)
    {
        var stored = StoreDatabase.History(1)[0];
        return Publishing.Messages(Enumerable.Range(0, count).Select(number => new RecordedEvent(
            Sequence: number + 1,
            Id: EventId.Of(StoreDatabase.Tenant, new Guid(0, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 3), number),
            StoreDatabase.Tenant,
            Ledger.Stream.IdOf($"s{number % streams}"),
            Version: 2,
            stored.Data.Type,
            stored.Data.SchemaVersion,
            stored.Data.Json,
            StoreDatabase.At(number),
            StoreDatabase.At(number),
            stored.Actor,
            CorrelationId: StoreDatabase.Envelope().CorrelationId,
            CausationId: null,
            TraceParent: null)));
    }
}
