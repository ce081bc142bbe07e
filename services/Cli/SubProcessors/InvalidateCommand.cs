using System.CommandLine;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors invalidate MECHANISM --from DATE</c>: a mechanism falls; who relied on it?</summary>
internal static class InvalidateCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var mechanism = new Argument<string>("MECHANISM") { Description = "A mechanism's id, see: privacy subprocessors mechanisms" };
        var from = RegistryArguments.Day("--from", "The first day on which it no longer holds.");
        var reason = RegistryArguments.Code("--reason", "The judgment or act, on one line. Not needed with --dry-run.", "text");
        var dryRun = new Option<bool>("--dry-run") { Description = "Asks what would follow, and records nothing." };
        var command = new DocumentedCommand(
            "invalidate",
            "Records that nothing may rest on a mechanism from a day on, and lists who relied on it, since when, and what else there is.",
            "privacy subprocessors invalidate eu-us-dpf --from 2026-07-01 --dry-run",
            "privacy subprocessors invalidate eu-us-dpf --from 2026-07-01 --reason 'Judgment of the Court of Justice'")
        {
            mechanism,
            from,
            reason,
            dryRun,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new InvalidateMechanismRequest
            {
                CommandId = RegistryArguments.NewCommandId(surroundings),
                MechanismId = parsed.GetValue(mechanism),
                From = parsed.GetValue(from),
                Reason = parsed.GetValue(reason) ?? "",
                DryRun = parsed.GetValue(dryRun),
            };
            var response = await registry.Client.InvalidateMechanismAsync(request, registry.Call(ct));
            if (parsed.GetValue(GlobalOptions.Json))
            {
                surroundings.Out.WriteLine(Json.Of(response));
            }
            else
            {
                Show(request, response, Identity.NamedTenant(parsed, surroundings), surroundings);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(InvalidateMechanismRequest request, InvalidateMechanismResponse response, string? tenant, Surroundings surroundings)
    {
        var done = request.DryRun ? "nothing was recorded" : RegistryWords.Of(response.Result);
        var whose = tenant is null ? "" : $" of {tenant}";
        surroundings.Out.WriteLine($"{request.MechanismId} no longer holds from {request.From} on ({done}). {response.Reliances.Count} engagements{whose} relied on it.");
        foreach (var register in response.Reliances.GroupBy(reliance => reliance.RegisterId, StringComparer.Ordinal))
        {
            surroundings.Out.WriteLine($"register {register.Key}: {register.Count()}, {register.Count(HasNothingElse)} without anything else");
            var table = Tables.New("Vendor", "Where", "Since", "Until", "Also covered by", "Could conclude", "Engagement");
            foreach (var reliance in register)
            {
                table.Row(
                    reliance.VendorName.Length == 0 ? "(no name)" : reliance.VendorName,
                    RegistryWords.OrUnknown(reliance.Places.Select(RegistryWords.Of)),
                    reliance.Since,
                    RegistryWords.OrNone(reliance.Until),
                    RegistryWords.OrNone(reliance.Available),
                    RegistryWords.OrNone(reliance.Possible),
                    reliance.EngagementId);
            }

            Tables.Write(surroundings, table);
        }
    }

    private static bool HasNothingElse(Reliance reliance) => reliance.Available.Count == 0 && reliance.Until.Length == 0;
}
