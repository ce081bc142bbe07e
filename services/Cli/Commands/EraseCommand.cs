using System.CommandLine;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subject erase ID</c>: an officer erases a person.</summary>
internal static class EraseCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var subject = Arguments.Subject();
        var reason = new Option<string>("--reason") { Description = "Why, a code: dsar.erasure, retention.expired.", HelpName = "code", Required = true };
        var command = new DocumentedCommand(
            "erase",
            "Erases a person for good: destroys the keys of what they wrote, and removes messages about them from error queues. Needs the role officer.",
            "privacy subject erase s-1001 --reason dsar.erasure",
            "privacy subject erase s-1001 --reason dsar.erasure --json > certificate.json")
        {
            subject,
            reason,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var consent = ConsentConnection.OpenAs(parsed, surroundings, "officer");
            var request = new EraseRequest { SubjectId = parsed.GetValue(subject), Reason = parsed.GetValue(reason) };
            var response = await consent.Client.EraseAsync(request, consent.Call(ct));
            if (parsed.GetValue(GlobalOptions.Json))
            {
                surroundings.Out.WriteLine(Json.Of(response));
                return ExitCode.Ok;
            }

            CertificateCommand.Show(response.Certificate, surroundings);
            surroundings.Out.WriteLine($"{response.DiscardedMessages} messages about this person were removed from error queues.");
            if (response.UnattributedMessages > 0)
            {
                surroundings.Out.WriteLine(
                    $"{response.UnattributedMessages} messages wait there that do not say about whom they are. Look at them: privacy errors list, show ID --body, discard ID.");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
