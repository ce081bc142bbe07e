using System.CommandLine;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy url consent</c>: where a service of the running system listens.</summary>
internal static class UrlCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var service = new Argument<string>("SERVICE") { Description = "consent, subprocessors, mail-catcher" };
        service.AcceptOnlyFromAmong("consent", "subprocessors", "mail-catcher");
        var grpc = new Option<bool>("--grpc") { Description = "The gRPC port instead of the HTTP port." };
        var command = new DocumentedCommand(
            "url",
            "Prints the address of a service of the system that ./run started.",
            "curl \"$(privacy url consent)/health/ready\"",
            "privacy url consent --grpc",
            "curl \"$(privacy url mail-catcher)\"")
        {
            service,
            grpc,
        };
        command.SetAction(parsed =>
        {
            var address = new Endpoints(surroundings).Address(parsed.GetValue(service)!, parsed.GetValue(grpc) ? "grpc" : "http").ToString().TrimEnd('/');
            surroundings.Out.WriteLine(parsed.GetValue(GlobalOptions.Json) ? System.Text.Json.JsonSerializer.Serialize(new { url = address }) : address);
            return ExitCode.Ok;
        });
        return command;
    }
}
