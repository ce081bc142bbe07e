using System.CommandLine;
using System.Globalization;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors registers</c>: which registers there are.</summary>
internal static class RegistersCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var point = new RegistryPoint();
        var command = new DocumentedCommand(
            "registers",
            "The registers of the tenant.",
            "privacy subprocessors registers",
            "privacy subprocessors registers --as-of 2026-03-01 --json")
        {
            ImportCommand.Registers(surroundings),
        };
        point.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var response = await registry.Client.ListRegistersAsync(new ListRegistersRequest { AsOf = point.From(parsed) }, registry.Call(ct));
            return Show(response, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static int Show(ListRegistersResponse response, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else if (response.Registers.Count == 0)
        {
            surroundings.Out.WriteLine("No register is defined.");
        }
        else
        {
            var table = Tables.New("Register", "Rows", "Notice", "Rules", "Page", "Changed", "Title");
            foreach (var register in response.Registers)
            {
                table.Row(
                    register.RegisterId,
                    register.Engagements.ToString(CultureInfo.InvariantCulture),
                    $"{register.NoticeDays} days",
                    RegistryWords.OrNone(register.Regimes.Select(regime => Words.Of(regime))),
                    register.Public ? "public" : "internal",
                    Moment.Short(register.ChangedAt),
                    register.Title);
            }

            Tables.Write(surroundings, table);
        }

        return response.Registers.Count > 0 ? ExitCode.Ok : ExitCode.No;
    }
}
