using System.CommandLine;
using System.Globalization;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors show ENGAGEMENT</c>: all that is known of one row.</summary>
internal static class ShowEngagementCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var id = new Argument<string>("ENGAGEMENT") { Description = "An engagement's id, see: privacy subprocessors list" };
        var point = new RegistryPoint();
        var customer = RegistryArguments.Customer();
        var command = new DocumentedCommand(
            "show",
            "One engagement: its terms, its vendor, and what each of its transfers rests on.",
            "privacy subprocessors show opsduty-heroku",
            "privacy subprocessors show opsduty-heroku --as-of 2026-03-01 --customer acme",
            "privacy subprocessors show opsduty-heroku --json")
        {
            id,
            customer,
        };
        point.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new ShowEngagementRequest { EngagementId = parsed.GetValue(id), AsOf = point.From(parsed), CustomerId = parsed.GetValue(customer) ?? "" };
            var response = await registry.Client.ShowEngagementAsync(request, registry.Call(ct));
            if (parsed.GetValue(GlobalOptions.Json))
            {
                surroundings.Out.WriteLine(Json.Of(response));
            }
            else
            {
                Show(response, request.AsOf, surroundings);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(ShowEngagementResponse response, AsOf? asOf, Surroundings surroundings)
    {
        var engagement = response.Engagement;
        surroundings.Out.WriteLine($"engagement {engagement.EngagementId} in register {engagement.RegisterId}{RegistryWords.Of(asOf)}");
        var facts = Tables.New("Field", "Value");
        foreach (var (field, value) in Facts(engagement, response))
        {
            facts.Row(field, value);
        }

        Tables.Write(surroundings, facts);
        if (response.Transfers.Count > 0)
        {
            var transfers = Tables.New("Transfer to", "Rules", "Judgment", "Covered by");
            foreach (var basis in response.Transfers)
            {
                transfers.Row(RegistryWords.Of(basis.Place), Words.Of(basis.Regime), basis.Reason, RegistryWords.OrNone(basis.MechanismIds));
            }

            Tables.Write(surroundings, transfers);
        }

        if (response.Told.Count > 0)
        {
            var told = Tables.New("Terms", "Told", "Notice", "Hold from");
            foreach (var terms in response.Told)
            {
                told.Row(
                    terms.Number.ToString(CultureInfo.InvariantCulture),
                    Moment.Short(terms.ToldAt),
                    $"{terms.NoticeDays} days",
                    terms.ActiveFrom is null ? "objected" : Moment.Short(terms.ActiveFrom));
            }

            Tables.Write(surroundings, told);
        }

        foreach (var objection in response.Objections)
        {
            var withdrawn = objection.WithdrawnAt is null ? "" : $", withdrawn {Moment.Short(objection.WithdrawnAt)}";
            surroundings.Out.WriteLine($"{objection.CustomerId} objected to terms {objection.TermsNumber} at {Moment.Short(objection.OccurredAt)}{withdrawn}");
        }
    }

    private static IEnumerable<(string Field, string Value)> Facts(Engagement engagement, ShowEngagementResponse response)
    {
        var terms = engagement.Terms;
        yield return ("vendor", $"{RegistryWords.Vendor(engagement)} [{engagement.VendorId}]");
        yield return ("seat", RegistryWords.OrUnknown(response.Vendor?.Country ?? ""));
        yield return ("standing", RegistryWords.Of(engagement.Standing));
        if (engagement.Emergency is { } emergency)
        {
            yield return ("emergency", $"in place of {emergency.Replaces}: {emergency.Reason}");
        }

        foreach (var field in EngagementFields.OfTerms)
        {
            yield return (EngagementFields.Title(field), EngagementFields.Value(engagement, field));
        }

        if (response.ClauseModules.Count > 0)
        {
            yield return ("clauses", "module " + string.Join(", ", response.ClauseModules));
        }

        foreach (var nested in response.Vendor?.SubProcessors ?? [])
        {
            yield return ("uses", $"{nested.VendorId} in {RegistryWords.OrUnknown(nested.Places.Select(RegistryWords.Of))}");
        }

        foreach (var certification in response.Vendor?.Certifications ?? [])
        {
            yield return ("certified", $"{certification.MechanismId} from {certification.From}{(certification.Until.Length == 0 ? "" : " until " + certification.Until)}");
        }

        foreach (var attested in response.Vendor?.Attestations ?? [])
        {
            yield return ("control", $"{attested.Control} {(attested.InPlace ? "in place" : "not in place")} on {attested.On}");
        }
    }
}
