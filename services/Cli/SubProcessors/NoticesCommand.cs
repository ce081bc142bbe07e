using System.CommandLine;
using System.Globalization;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subprocessors notices</c>: which customer was told of what, and until when it can object.</summary>
internal static class NoticesCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var customer = RegistryArguments.Customer("Only this customer's.");
        var engagement = RegistryArguments.Code("--engagement", "Only about this engagement.", "engagement");
        var command = new DocumentedCommand(
            "notices",
            "What each customer was told of, and until when it can object. The last told first.",
            "privacy subprocessors notices",
            "privacy subprocessors notices --customer acme --json")
        {
            customer,
            engagement,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var registry = RegistryConnection.Open(parsed, surroundings);
            var request = new ListNoticesRequest { CustomerId = parsed.GetValue(customer) ?? "", EngagementId = parsed.GetValue(engagement) ?? "" };
            var all = new ListNoticesResponse();
            do
            {
                var page = await registry.Client.ListNoticesAsync(request, registry.Call(ct));
                all.Notices.Add(page.Notices);
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);
            return Show(all, parsed.GetValue(GlobalOptions.Json), surroundings);
        });
        return command;
    }

    private static int Show(ListNoticesResponse response, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else if (response.Notices.Count == 0)
        {
            surroundings.Out.WriteLine("No customer was told of anything.");
        }
        else
        {
            var table = Tables.New("Customer", "Engagement", "Terms", "Told", "Can object until", "Standing");
            foreach (var notice in response.Notices)
            {
                table.Row(
                    notice.CustomerId,
                    notice.EngagementId,
                    notice.TermsNumber.ToString(CultureInfo.InvariantCulture),
                    Moment.Day(notice.ToldAt),
                    Moment.Short(notice.PeriodEnd),
                    RegistryWords.Of(notice.Standing));
            }

            Tables.Write(surroundings, table);
        }

        return response.Notices.Count > 0 ? ExitCode.Ok : ExitCode.No;
    }
}
