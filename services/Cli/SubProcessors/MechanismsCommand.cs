using System.CommandLine;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors mechanisms</c>: what a transfer may rest on, and when.</summary>
internal static class MechanismsCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var command = new DocumentedCommand(
            "mechanisms", "What a transfer may rest on, and from when until when.", "privacy subprocessors mechanisms", "privacy subprocessors mechanisms --json");
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var response = await registry.Client.ListMechanismsAsync(new ListMechanismsRequest(), registry.Call(ct));
            if (parsed.GetValue(GlobalOptions.Json))
            {
                surroundings.Out.WriteLine(Json.Of(response));
                return ExitCode.Ok;
            }

            surroundings.Out.WriteLine($"as of the data of {response.LawVersion}");
            var table = Tables.New("Mechanism", "Kind", "Rules", "From", "Until", "Title");
            foreach (var mechanism in response.Mechanisms)
            {
                table.Row(
                    mechanism.MechanismId,
                    Words.Of(mechanism.Kind),
                    string.Join(", ", mechanism.Regimes.Select(regime => Words.Of(regime))),
                    mechanism.From,
                    RegistryWords.OrNone(mechanism.Until),
                    mechanism.Title);
            }

            Tables.Write(surroundings, table);
            return ExitCode.Ok;
        });
        return command;
    }
}
