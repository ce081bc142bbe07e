using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Grpc.Core;

namespace PrivacyPlatform.Cli;

/// <summary>The program, from arguments to exit code.</summary>
internal static class Privacy
{
    public static async Task<int> Run(string[] args, Surroundings surroundings)
    {
        var parsed = CommandTree.Build(surroundings).Parse(args);
        // A command line that asks for help may lack everything else.
        if (parsed.Errors.Count > 0 && (parsed.Action is null or ParseErrorAction))
        {
            return Usage(parsed, surroundings);
        }

        var json = parsed.GetValue(GlobalOptions.Json);
        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = surroundings.Out,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
            };
            return await parsed.InvokeAsync(invocation);
        }
        catch (CliException e)
        {
            return Failures.Report(e, json, surroundings.Error);
        }
        catch (RpcException e)
        {
            return Failures.Report(Failures.Of(e), json, surroundings.Error);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failed;
        }
    }

    private static int Usage(ParseResult parsed, Surroundings surroundings)
    {
        foreach (var error in parsed.Errors)
        {
            surroundings.Error.WriteLine($"error: {error.Message}");
        }

        var path = string.Join(' ', Path(parsed.CommandResult));
        surroundings.Error.WriteLine($"See: {path} --help");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Path(SymbolResult? result) =>
        result is CommandResult command ? Path(command.Parent).Append(command.Command is RootCommand ? "privacy" : command.Command.Name) : [];
}
