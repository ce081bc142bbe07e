using System.CommandLine;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors announce ENGAGEMENT</c>: customers are told of a draft, and their notice periods begin.</summary>
internal static class AnnounceCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var engagement = new Argument<string>("ENGAGEMENT") { Description = "A draft, as import --propose-new makes them; see: privacy subprocessors list" };
        var command = new DocumentedCommand(
            "announce",
            "Tells the customers of a proposed engagement: their notice periods begin now. It cannot be taken back.",
            "privacy subprocessors announce octopus-cloud-acme --tenant octopus")
        {
            engagement,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new AnnounceEngagementRequest { CommandId = RegistryArguments.NewCommandId(surroundings), EngagementId = parsed.GetValue(engagement) };
            var response = await registry.Client.AnnounceEngagementAsync(request, registry.Call(ct));
            surroundings.Out.WriteLine(parsed.GetValue(GlobalOptions.Json) ? Json.Of(response) : $"{request.EngagementId} is announced ({RegistryWords.Of(response.Result)}).");
            return ExitCode.Ok;
        });
        return command;
    }
}
