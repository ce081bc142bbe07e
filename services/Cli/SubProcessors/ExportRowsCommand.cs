using System.CommandLine;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors export [REGISTER]</c>: a register as the file that an import takes.</summary>
internal static class ExportRowsCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var register = RegistryArguments.OptionalRegister();
        var csv = new Option<bool>("--csv") { Description = "As CSV, for a spreadsheet. Default: a JSON array." };
        var output = new Option<FileInfo?>("--out") { Description = "A file to write. Default: stdout.", HelpName = "file" };
        var point = new RegistryPoint();
        var command = new DocumentedCommand(
            "export",
            "Writes registers in the form that import takes, JSON or CSV, now or as they stood.",
            "privacy subprocessors export opsduty --out opsduty.json",
            "privacy subprocessors export --csv --as-of 2026-03-01")
        {
            register,
            csv,
            output,
        };
        point.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new ExportRequest { RegisterId = parsed.GetValue(register) ?? "", AsOf = point.From(parsed) };
            var response = await registry.Client.ExportAsync(request, registry.Stream(ct));
            var text = parsed.GetValue(csv) ? response.Csv : response.Json.TrimEnd('\n') + "\n";
            if (parsed.GetValue(output) is { } file)
            {
                await TextFile.Write(file, text, "--out", ct);
                surroundings.Error.WriteLine($"{response.Rows.Count} rows are in {file.Name}.");
            }
            else
            {
                surroundings.Out.Write(text);
            }

            return response.Rows.Count > 0 ? ExitCode.Ok : ExitCode.No;
        });
        return command;
    }
}
