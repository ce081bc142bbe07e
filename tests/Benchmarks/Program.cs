using System.Runtime.InteropServices;
using PrivacyPlatform.Benchmarks;
using PrivacyPlatform.Benchmarks.Store;

// What the bench starts of itself, to be alone in a process.
if (args is [MemoryProbe.Argument, ..])
{
    return await MemoryProbe.Run(args);
}

// However it is ended, the servers that it started end with it.
using var cancel = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

if (Arguments.Of(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

return await Bench.Run(arguments, cancel.Token);

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    cancel.Cancel();
}
