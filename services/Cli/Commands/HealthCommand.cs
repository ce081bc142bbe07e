using System.CommandLine;
using System.Text.Json;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy health</c>: is the consent service ready, and if not, which part is missing?</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Build(Surroundings surroundings)
    {
        var command = new DocumentedCommand(
            "health", "Is the consent service of the running system ready? Exit code 0: ready; 3: not ready; 5: no answer.", "privacy health", "privacy health --json");
        command.SetAction(async (parsed, ct) =>
        {
            using var http = new HttpClient { Timeout = Patience };
            try
            {
                using var response = await http.GetAsync(new Uri(new Endpoints(surroundings).Address("consent", "http"), "/health/ready"), ct);
                return Show(await response.Content.ReadAsStringAsync(ct), parsed.GetValue(GlobalOptions.Json), surroundings);
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
            {
                throw new CliException(ExitCode.Unreachable, "cli.unreachable", "The consent service does not answer.", inner: e);
            }
        });
        return command;
    }

    internal static int Show(string body, bool json, Surroundings surroundings)
    {
        using var report = Parse(body);
        var status = report.RootElement.GetProperty("status").GetString();
        if (json)
        {
            surroundings.Out.WriteLine(body);
        }
        else
        {
            surroundings.Out.WriteLine($"consent: {status}");
            foreach (var check in report.RootElement.GetProperty("checks").EnumerateArray())
            {
                surroundings.Out.WriteLine($"  {check.GetProperty("name").GetString()}: {check.GetProperty("status").GetString()}");
            }
        }

        return status == "healthy" ? ExitCode.Ok : ExitCode.No;
    }

    private static JsonDocument Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException e)
        {
            throw new CliException(ExitCode.Failed, "cli.answer_unreadable", "What answers there is not the consent service.", inner: e);
        }
    }
}
