using System.CommandLine;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy purposes</c>: what data is processed for.</summary>
internal static class PurposesCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var command = new DocumentedCommand("purposes", "The purposes that are defined, with their legal basis.", "privacy purposes", "privacy purposes --json")
        {
            ImportCommand.Purposes(surroundings),
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var consent = ConsentConnection.Open(parsed, surroundings);
            var response = await consent.Client.ListPurposesAsync(new ListPurposesRequest(), consent.Call(ct));
            return Show(response, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    internal static int Show(ListPurposesResponse response, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
            return ExitCode.Ok;
        }

        var table = Tables.New("Purpose", "Legal basis", "Role", "Data", "Title");
        foreach (var purpose in response.Purposes)
        {
            table.Row(purpose.PurposeId, Words.Of(purpose.LegalBasis), Words.Of(purpose.Role), string.Join(", ", purpose.DataCategories), purpose.Title);
        }

        Tables.Write(surroundings, table);
        return ExitCode.Ok;
    }
}
