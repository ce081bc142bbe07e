using System.CommandLine;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subject ID</c>: a person's answers, now or from any point in their history.</summary>
internal static class SubjectCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var subject = Arguments.Subject();
        var asOf = new AsOfOptions();
        var command = new DocumentedCommand(
            "subject",
            "A person's present answer for each purpose, or the answer as of an earlier point.",
            "privacy subject s-1001",
            "privacy subject s-1001 --as-of 2026-03-01",
            "privacy subject s-1001 --as-of 2026-03-01 --as-known 2026-03-01T12:00:00Z",
            "privacy subject s-1001 --json",
            "privacy subject erase s-1001 --reason dsar.erasure",
            "privacy subject certificate s-1001")
        {
            subject,
            EraseCommand.Build(surroundings),
            CertificateCommand.Build(surroundings),
        };
        asOf.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var consent = ConsentConnection.Open(parsed, surroundings);
            var request = new GetSubjectRequest { SubjectId = parsed.GetValue(subject), AsOf = asOf.From(parsed) };
            var response = await consent.Client.GetSubjectAsync(request, consent.Call(ct));
            return Show(response, request.AsOf, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    internal static int Show(GetSubjectResponse response, AsOf? asOf, bool json, Surroundings surroundings)
    {
        var known = response.Version > 0;
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else if (!known)
        {
            surroundings.Out.WriteLine($"Nothing is known of this subject{Words.Of(asOf)}.");
        }
        else
        {
            surroundings.Out.WriteLine($"subject {response.SubjectId}, version {response.Version}{Words.Of(asOf)}");
            var table = Tables.New("Purpose", "Answer", "Happened", "Recorded", "Evidence");
            foreach (var answer in response.Answers)
            {
                table.Row(
                    answer.PurposeId, Words.Of(answer.Answer), Moment.Short(answer.Event?.OccurredAt), Moment.Short(answer.Event?.RecordedAt), Words.Of(answer.Evidence));
            }

            Tables.Write(surroundings, table);
        }

        return known ? ExitCode.Ok : ExitCode.No;
    }
}
