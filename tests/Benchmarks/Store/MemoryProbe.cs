using System.Diagnostics;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>A process by itself that does what a service does: it executes commands. Says how much memory it has after some, and after many.</summary>
internal static class MemoryProbe
{
    public const string Argument = "memory-probe";

    private const int Callers = 64;

    /// <summary>Arguments: few, many, number of streams. The connection string comes from standard input, so that no process list shows it.</summary>
    public static async Task<int> Run(string[] args)
    {
        var (few, many, streams) = (int.Parse(args[1]), int.Parse(args[2]), int.Parse(args[3]));
        await using var store = EventStoreRegistration.ServiceDataSource((await Console.In.ReadLineAsync())!);
        await using var executor = new CommandExecutor(store);
        await Execute(executor, few, streams);
        var before = MiB();
        await Execute(executor, many - few, streams);
        Console.WriteLine($"{before} {MiB()}");
        return 0;
    }

    private static async Task Execute(CommandExecutor executor, int count, int streams)
    {
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var envelope = StoreDatabase.Envelope();
                await Until(() => executor.Execute(Ledger.Stream, $"m{random.Next(streams)}", new Ledger.Answer(envelope.OccurredAt), envelope));
            }
        })));
    }

    /// <summary>A machine that is busy with something else refuses some; how fast it goes is not what is measured here.</summary>
    private static async Task Until(Func<Task> execute)
    {
        while (true)
        {
            try
            {
                await execute();
                return;
            }
            catch (OverloadedException overloaded)
            {
                using var pause = new PeriodicTimer(overloaded.RetryAfter);
                await pause.WaitForNextTickAsync();
            }
        }
    }

    /// <summary>What the process has of the machine's memory once garbage is given back.</summary>
    private static double MiB()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / (1024.0 * 1024);
    }
}
