using System.CommandLine;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy authorize ID PURPOSE</c>: may this person's data be processed for this purpose?</summary>
internal static class AuthorizeCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var subject = Arguments.Subject();
        var purpose = new Argument<string>("PURPOSE") { Description = "A defined purpose, see: privacy purposes" };
        var asOf = new AsOfOptions();
        var command = new DocumentedCommand(
            "authorize",
            "May this person's data be processed for this purpose? Exit code 0: permit; 3: deny.",
            "privacy authorize s-1001 newsletter",
            "privacy authorize s-1001 newsletter --as-of 2026-03-01",
            "if privacy authorize s-1001 newsletter; then echo send; fi")
        {
            subject,
            purpose,
        };
        asOf.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var consent = ConsentConnection.Open(parsed, surroundings);
            var request = new AuthorizeRequest { SubjectId = parsed.GetValue(subject), PurposeId = parsed.GetValue(purpose), AsOf = asOf.From(parsed) };
            var response = await consent.Client.AuthorizeAsync(request, consent.Call(ct));
            return Show(response, request.AsOf, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    internal static int Show(AuthorizeResponse response, AsOf? asOf, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else
        {
            surroundings.Out.WriteLine($"{Words.Of(response.Verdict)}: {response.Reason}{Words.Of(asOf)}");
            var table = Tables.New("Rests on", "Version", "Happened", "Recorded");
            foreach (var one in response.Evidence)
            {
                table.Row(one.Stream, one.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), Moment.Short(one.OccurredAt), Moment.Short(one.RecordedAt));
            }

            if (response.Evidence.Count > 0)
            {
                Tables.Write(surroundings, table);
            }
        }

        return response.Verdict switch
        {
            Verdict.Permit => ExitCode.Ok,
            Verdict.Deny => ExitCode.No,
            _ => throw new CliException(ExitCode.Failed, "cli.verdict_unknown", "The service gave a verdict that this program does not know; upgrade it."),
        };
    }
}
