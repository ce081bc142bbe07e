using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>As <see cref="DecidedCommandsOf64Callers"/>, for one who waits for each.</summary>
internal sealed class DecidedCommandOfOneCaller : IBenchmark
{
    public string Name => "decided command, 1 caller, median latency";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database();
        var streams = bench.Arguments.Scaled(20_000);
        await database.AddStreams("a", streams, length: 1);
        await database.AddStreams("b", streams, length: 1);
        await using var floor = await InsertFloor.Create(database, connections: 1);
        await using var loading = new CommandExecutor(database.Service, new GroupingOptions { KeptStates = 0 });
        await using var keeping = new CommandExecutor(database.Service);

        Func<Task> On(CommandExecutor executor, string prefix)
        {
            var random = new Random(1);
            return () =>
            {
                var envelope = StoreDatabase.Envelope();
                return executor.Execute(Ledger.Stream, $"{prefix}{random.Next(streams)}", new Ledger.Answer(envelope.OccurredAt), envelope, ct);
            };
        }

        var (load, keep) = (On(loading, "a"), On(keeping, "b"));
        var times = await Median.OfFive(
            ct,
            () => Load.MedianLatency(bench.Round, load),
            () => Load.MedianLatency(bench.Round, () => floor.Insert(0)),
            () => Load.MedianLatency(bench.Round, keep));
        return
        [
            new(Name, "ms", times[0], times[1], new Aim(AtLeast: false, 2.5)),
            new($"{Name}, states kept", "ms", times[2], times[1], Aim: null),
        ];
    }
}
