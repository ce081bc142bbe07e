using System.Diagnostics;

namespace Aspire.Hosting.Local;

/// <summary>
/// A running child in a session of its own (so that Ctrl-C reaches us first and we stop things in order), writing to a log file,
/// named by a pid file so that a later start finds it even if we are killed.
/// </summary>
internal sealed class LocalProcess
{
    // Opens the log as us, then becomes the program: its process id stays the child's. Bash, because a POSIX shell may drop variables
    // whose names it could not use itself, such as ConnectionStrings__store-owner.
    private const string LogThenBecome = """log="$1"; shift; exec "$@" >>"$log" 2>&1 </dev/null""";
    private const long KeptLogBytes = 16 * 1024 * 1024;

    private readonly string _pidFile;

    private LocalProcess(Process process, string pidFile)
    {
        Id = process.Id;
        _pidFile = pidFile;
        Exited = WaitForExit(process);
    }

    internal int Id { get; }

    /// <summary>Completes with the exit code when the process has ended, however it ended.</summary>
    internal Task<int> Exited { get; }

    internal static async Task<LocalProcess> Start(LocalCommand command, string logFile, string pidFile, IReadOnlyList<int> stopSignals)
    {
        await PidFile.StopLeftover(pidFile);
        Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
        Directory.CreateDirectory(Path.GetDirectoryName(pidFile)!);
        if (File.Exists(logFile) && new FileInfo(logFile).Length > KeptLogBytes)
        {
            File.Move(logFile, logFile + ".1", overwrite: true);
        }

        var start = new ProcessStartInfo("setsid", ["bash", "-c", LogThenBecome, "bash", logFile, .. command.CommandLine])
        {
            WorkingDirectory = command.WorkingDirectory,
        };
        foreach ((string name, string value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start) ?? throw new LocalServerException($"{command.Program} could not be started.");
        if (ProcessStamp.Of(process.Id) is { } stamp)
        {
            PidFile.Write(pidFile, stamp, stopSignals);
        }

        return new LocalProcess(process, pidFile);
    }

    /// <summary>Sends one signal after the other, each with its time to work, the last being SIGKILL to the whole group.</summary>
    internal async Task Stop(IReadOnlyList<int> signals, TimeSpan patience)
    {
        foreach (int signal in signals)
        {
            if (Exited.IsCompleted)
            {
                break;
            }

            Posix.Signal(Id, signal);
            await Task.WhenAny(Exited, Task.Delay(patience));
        }

        // Also after a clean end: what the process itself started must not outlive it.
        Posix.SignalGroup(Id, Posix.SigKill);
        await Exited;
        File.Delete(_pidFile);
    }

    private static async Task<int> WaitForExit(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
    }
}
