using System.CommandLine;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors lint</c>: what somebody should look at.</summary>
internal static class LintCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var register = RegistryArguments.Code("--register", "Only this register.", "register");
        var point = new RegistryPoint();
        var command = new DocumentedCommand(
            "lint",
            "What is wrong or unknown in the registers: rule, row and why. Exit code 0: nothing; 3: there are findings.",
            "privacy subprocessors lint",
            "privacy subprocessors lint --register octopus-billing --tenant octopus",
            "privacy subprocessors lint --as-of 2026-03-01 --json | jq -r '.findings[].rule' | sort | uniq -c")
        {
            register,
        };
        point.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new LintRequest { RegisterId = parsed.GetValue(register) ?? "", AsOf = point.From(parsed) };
            var response = await registry.Client.LintAsync(request, registry.Call(ct));
            return Show(response, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
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
