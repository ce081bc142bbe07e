using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>A file that names a child of ours and how it wants to be stopped, so that a later start can stop what our own death by SIGKILL left behind.</summary>
internal static class PidFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal static void Write(string file, ProcessStamp process, IReadOnlyList<int> stopSignals) =>
        File.WriteAllText(
            file, string.Create(CultureInfo.InvariantCulture, $"{process.Id} {process.Started} {string.Join(',', stopSignals)}\n"));

    /// <summary>Stops the very process that the file names, if it still lives, and removes the file.</summary>
    /// <returns>Whether there was one.</returns>
    internal static async Task<bool> StopLeftover(string file)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        string[] parts = (await File.ReadAllTextAsync(file)).Trim().Split(' ');
        if (parts is not [var id, var started, var signals]
            || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int processId)
            || ProcessStamp.Of(processId) is not { } leftover
            || leftover.Started != started)
        {
            File.Delete(file);
            return false;
        }

        foreach (string signal in signals.Split(','))
        {
            Posix.Signal(leftover.Id, int.Parse(signal, CultureInfo.InvariantCulture));
            await WaitForEnd(leftover, Patience);
        }

        Posix.SignalGroup(leftover.Id, Posix.SigKill);
        await WaitForEnd(leftover, Patience);
        File.Delete(file);
        return true;
    }

    private static async Task WaitForEnd(ProcessStamp process, TimeSpan atMost)
    {
        using var bound = new CancellationTokenSource(atMost);
        while (process.IsAlive && !bound.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }
}
