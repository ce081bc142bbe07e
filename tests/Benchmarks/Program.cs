using PrivacyPlatform.Benchmarks;
using PrivacyPlatform.Benchmarks.Store;

// What the bench starts of itself, to be alone in a process.
if (args is [MemoryProbe.Argument, ..])
{
    return await MemoryProbe.Run(args);
}

using var cancel = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    cancel.Cancel();
};

switch (Arguments.Of(args))
{
    case { Bench: "store" } arguments:
        return await StoreBench.Run(arguments, cancel.Token);
    default:
        Console.Error.WriteLine(Arguments.Usage);
        return 2;
}
