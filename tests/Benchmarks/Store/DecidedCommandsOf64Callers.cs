using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>
/// Load state, decide, append one event to an existing stream, with outbox, inbox and read model. In the first row every command reads all events
/// of its stream, in the second those that are new since its state was kept.
/// </summary>
internal sealed class DecidedCommandsOf64Callers : IBenchmark
{
    private const int Callers = 64;
    private const int Connections = 16;

    public string Name => "decided command, 64 callers";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database();
        var streams = bench.Arguments.Scaled(20_000);
        await database.AddStreams("a", streams, length: 1);
        await database.AddStreams("b", streams, length: 1);
        await using var floor = await InsertFloor.Create(database, Connections);
        await using var loading = new CommandExecutor(database.Service, new GroupingOptions { KeptStates = 0 });
        await using var keeping = new CommandExecutor(database.Service);

        Func<int, Task> On(CommandExecutor executor, string prefix)
        {
            var random = Enumerable.Range(0, Callers).Select(caller => new Random(caller)).ToArray();
            return caller =>
            {
                var envelope = StoreDatabase.Envelope();
                return executor.Execute(Ledger.Stream, $"{prefix}{random[caller].Next(streams)}", new Ledger.Answer(envelope.OccurredAt), envelope, ct);
            };
        }

        var (load, keep) = (On(loading, "a"), On(keeping, "b"));
        var rates = await Median.OfFive(
            ct,
            () => Load.Rate(Callers, bench.Round, load),
            () => Load.Rate(Connections, bench.Round, floor.Insert),
            () => Load.Rate(Callers, bench.Round, keep));
        return
        [
            new(Name, "1/s", rates[0], rates[1], new Aim(AtLeast: true, 0.6)),
            new($"{Name}, states kept", "1/s", rates[2], rates[1], Aim: null),
        ];
    }
}
