using System.Diagnostics;

namespace Aspire.Hosting.Local;

/// <summary>Runs a command that ends by itself.</summary>
internal static class LocalTool
{
    /// <summary>Runs the command to its end and gives what it printed.</summary>
    /// <exception cref="LocalServerException">It ended with another code than 0; the message holds what it printed.</exception>
    internal static async Task<string> Run(LocalCommand command, CancellationToken cancellationToken, string? input = null)
    {
        (int code, string output) = await Execute(command, input, cancellationToken);
        return code == 0
            ? output
            : throw new LocalServerException($"{command.Program} {command.Arguments.FirstOrDefault()} ended with code {code}: {output.Trim()}");
    }

    internal static async Task<int> ExitCodeOf(LocalCommand command, CancellationToken cancellationToken) =>
        (await Execute(command, null, cancellationToken)).Code;

    /// <summary>Where a program is: in one of the folders, else on the PATH, else null.</summary>
    internal static string? Find(string program, params IEnumerable<string> folders) =>
        folders
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static async Task<(int Code, string Output)> Execute(LocalCommand command, string? input, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> line = command.CommandLine;
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = command.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)
            ?? throw new LocalServerException($"{line[0]} could not be started.");
        try
        {
            await process.StandardInput.WriteAsync((input ?? "").AsMemory(), cancellationToken);
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
