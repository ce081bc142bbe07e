using System.Collections.Concurrent;
using System.Diagnostics;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>A command as a user would type it in the checkout, against the tests' own running system.</summary>
internal sealed class Shell : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> awaited = [];

    private Shell(Process process) => this.process = process;

    /// <summary>Everything that was printed so far, both streams.</summary>
    public string Output => string.Join('\n', output);

    public static Shell Start(string command, IReadOnlyDictionary<string, string?> environment, string input = "")
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var shell = new Shell(new Process { StartInfo = start });
        shell.process.OutputDataReceived += (_, line) => shell.Read(line.Data);
        shell.process.ErrorDataReceived += (_, line) => shell.Read(line.Data);
        shell.process.Start();
        shell.process.BeginOutputReadLine();
        shell.process.BeginErrorReadLine();
        shell.process.StandardInput.Write(input);
        shell.process.StandardInput.Close();
        return shell;
    }

    /// <summary>Returns when a line with this text was printed; fails when the command ends without it.</summary>
    public async Task Until(string text, CancellationToken cancel)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (awaited)
        {
            awaited.Add((text, seen));
            if (Output.Contains(text, StringComparison.Ordinal))
            {
                seen.TrySetResult();
            }
        }

        await Task.WhenAny(seen.Task, process.WaitForExitAsync(cancel)).WaitAsync(cancel);
        Output.ShouldContain(text);
    }

    /// <summary>The exit code, when the command has ended and all of its output is read.</summary>
    public async Task<int> End(CancellationToken cancel)
    {
        await process.WaitForExitAsync(cancel);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        output.Enqueue(line);
        lock (awaited)
        {
            foreach (var (text, seen) in awaited)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    seen.TrySetResult();
                }
            }
        }
    }
}
