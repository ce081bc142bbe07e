using System.Diagnostics;
using System.Globalization;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>What a service takes after 1,000,000 events; the floor is what the same process took after 1,000.</summary>
internal sealed class MemoryAfterMany : IBenchmark
{
    public string Name => "memory of a service after 1,000,000 events";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database();
        var events = Math.Max(2000, bench.Arguments.Scaled(1_000_000));
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { MemoryProbe.Argument, "1000", $"{events}", $"{bench.Arguments.Scaled(100_000)}" })
        {
            start.ArgumentList.Add(argument);
        }

        using var probe = Process.Start(start)!;
        using var killed = ct.UnsafeRegister(static probe => ((Process)probe!).Kill(), probe);
        await probe.StandardInput.WriteLineAsync(database.ServiceConnection);
        probe.StandardInput.Close();
        var said = (await probe.StandardOutput.ReadToEndAsync(ct)).Split(' ');
        await probe.WaitForExitAsync(ct);
        if (probe.ExitCode != 0 || said.Length != 2)
        {
            throw new InvalidOperationException($"The probe ended with code {probe.ExitCode}.");
        }

        var sizes = said.Select(size => double.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        return [new(Name, "MiB", sizes[1], sizes[0], new Aim(AtLeast: false, 1.3))];
    }
}
