using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors disclosures</c>: who received what about this category, since when?</summary>
internal static class DisclosuresCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var category = RegistryArguments.Code("--category", "Only sharings of this data category.", "category");
        var recipient = RegistryArguments.Code("--recipient", "Only what this recipient received.", "recipient");
        var subject = RegistryArguments.Code("--subject", "Only what was about this person: an opaque id.", "subject");
        var since = new Option<DateTimeOffset?>("--since")
        {
            // A day begins with its first instant here, whereas elsewhere a date reaches to its end.
            Description = "Only from this date or instant on (2026-03-01: from the beginning of that day, UTC).",
            HelpName = "when",
            CustomParser = result => DateOnly.TryParseExact(
                result.Tokens[0].Value, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day)
                ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
                : Moment.Parse(result, "--since"),
        };
        var command = new DocumentedCommand(
            "disclosures",
            "With whom data was shared, on what ground, and who allowed it. Oldest first.",
            "privacy subprocessors disclosures --category contact --since 2026-01-01",
            "privacy subprocessors disclosures --recipient kripos --json")
        {
            category,
            since,
            recipient,
            subject,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new ListDisclosuresRequest
            {
                DataCategory = parsed.GetValue(category) ?? "",
                Since = parsed.GetValue(since)?.ToTimestamp(),
                Recipient = parsed.GetValue(recipient) ?? "",
                SubjectId = parsed.GetValue(subject) ?? "",
            };
            var response = await registry.Client.ListDisclosuresAsync(request, registry.Call(ct));
            return Show(response, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static int Show(ListDisclosuresResponse response, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else if (response.Disclosures.Count == 0)
        {
            surroundings.Out.WriteLine("Nothing was shared.");
        }
        else
        {
            var table = Tables.New("Shared", "Recipient", "Category", "Ground", "Data", "Allowed by", "Disclosure");
            foreach (var disclosure in response.Disclosures)
            {
                table.Row(
                    Moment.Day(disclosure.OccurredAt),
                    disclosure.Recipient,
                    Words.Of(disclosure.Category),
                    Words.Of(disclosure.Ground),
                    string.Join(", ", disclosure.DataCategories),
                    RegistryWords.OrNone(disclosure.Approver),
                    disclosure.DisclosureId);
            }

            Tables.Write(surroundings, table);
        }

        return response.Disclosures.Count > 0 ? ExitCode.Ok : ExitCode.No;
    }
}
