using System.CommandLine;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors lint</c>: what somebody should look at.</summary>
internal static class LintCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var register = RegistryArguments.Code("--register", "Only this register.", "register");
        var file = new Option<FileInfo?>("--file") { Description = "Rows instead of the registry: a file that ends in .csv, or a JSON array. Asks no service.", HelpName = "file" };
        var point = new RegistryPoint();
        var command = new DocumentedCommand(
            "lint",
            "What is wrong or unknown in the registers: rule, row and why. Exit code 0: nothing; 3: there are findings; 4: the file has bad rows.",
            "privacy subprocessors lint",
            "privacy subprocessors lint --register octopus-billing --tenant octopus",
            "privacy subprocessors lint --file services/SubProcessors/seeds/octopus.json",
            "privacy subprocessors lint --as-of 2026-03-01 --json | jq -r '.findings[].rule' | sort | uniq -c")
        {
            register,
            file,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is not null && point.NamesRecorded(result))
            {
                result.AddError("--file has no past: it is looked at as of a day, with --as-of.");
            }
        });
        point.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var (json, registerId) = (parsed.GetValue(GlobalOptions.Json), parsed.GetValue(register) ?? "");
            if (parsed.GetValue(file) is { } named)
            {
                var at = point.From(parsed)?.OccurredAt?.ToDateTimeOffset() ?? surroundings.Clock.GetUtcNow();
                var (findings, errors) = FileLint.Of(TextFile.Read(named, "--file"), TextFile.IsCsv(named), registerId, at);
                return ShowFile(findings, errors, json, surroundings);
            }

            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new LintRequest { RegisterId = registerId, AsOf = point.From(parsed) };
            var response = await registry.Client.LintAsync(request, registry.Call(ct));
            return Show(response, json, surroundings);
        });
        return command;
    }

    // What is in bad rows was not looked at, which outweighs what was found in the others.
    private static int ShowFile(LintResponse findings, IReadOnlyList<RowError> errors, bool json, Surroundings surroundings)
    {
        if (errors.Count > 0)
        {
            Tables.Write(surroundings with { Out = surroundings.Error, Terminal = false }, ImportRowsCommand.TableOf(errors));
        }

        var found = Show(findings, json, surroundings);
        return errors.Count > 0 ? ExitCode.Refused : found;
    }

    private static int Show(LintResponse response, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else if (response.Findings.Count == 0)
        {
            surroundings.Out.WriteLine("Nothing was found.");
        }
        else
        {
            var table = Tables.New("Rule", "", "Register", "#", "Vendor", "Why");
            foreach (var finding in response.Findings)
            {
                var related = finding.Related.Length == 0 ? "" : $" [{finding.Related}]";
                table.Row(
                    finding.Rule, Words.Of(finding.Severity), RegistryWords.OrNone(finding.RegisterId), RegistryWords.Order(finding.Order), finding.VendorId, finding.Why + related);
            }

            Tables.Write(surroundings, table);
            var rules = response.Findings.CountBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{rule.Value} {rule.Key}");
            surroundings.Out.WriteLine($"{response.Findings.Count} findings: {string.Join(", ", rules)}");
        }

        return response.Findings.Count == 0 ? ExitCode.Ok : ExitCode.No;
    }
}
