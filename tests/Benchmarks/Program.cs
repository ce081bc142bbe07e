using System.Runtime.InteropServices;
using PrivacyPlatform.Benchmarks;
using PrivacyPlatform.Benchmarks.Store;

// What the bench starts of itself, to be alone in a process.
if (args is [MemoryProbe.Argument, ..])
{
    return await MemoryProbe.Run(args);
}

// However it is ended, the server that it started ends with it.
using var cancel = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

switch (Arguments.Of(args))
{
    case { Bench: "store" } arguments:
        return await StoreBench.Run(arguments, cancel.Token);
    default:
        Console.Error.WriteLine(Arguments.Usage);
        return 2;
}

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    cancel.Cancel();
}
