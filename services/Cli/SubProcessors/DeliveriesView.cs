using System.Globalization;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary>How deliveries are told: for a person, or as the contract's JSON.</summary>
internal static class DeliveriesView
{
    public static int List(ListDeliveriesResponse response, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else if (response.Notices.Count == 0)
        {
            surroundings.Out.WriteLine("No notice is like that.");
        }
        else
        {
            foreach (var notice in response.Notices)
            {
                // On a line of its own, since ids are copied from here.
                surroundings.Out.WriteLine($"notice {notice.NoticeId} to {notice.CustomerId}: {notice.EngagementId}, terms {notice.TermsNumber}, {Moment.Short(notice.AnnouncedAt)}");
                if (notice.Deliveries.Count == 0)
                {
                    surroundings.Out.WriteLine("not sent: the customer had no address");
                }
                else
                {
                    Tables.Write(surroundings, TableOf(notice));
                }
            }
        }

        return response.Notices.Count > 0 ? ExitCode.Ok : ExitCode.No;
    }

    public static int Show(ShowDeliveryResponse response, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else
        {
            surroundings.Out.WriteLine($"mailbox  {RegistryWords.OrNone(response.Mailbox)}");
            surroundings.Out.WriteLine($"webhook  {RegistryWords.OrNone(response.WebhookUrl)}");
            surroundings.Out.WriteLine($"secret   {RegistryWords.OrNone(response.WebhookSecret)}");
        }

        return response.Mailbox.Length + response.WebhookUrl.Length > 0 ? ExitCode.Ok : ExitCode.No;
    }

    public static int Configured(ConfigureDeliveryResponse response, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Out.WriteLine(Json.Of(response));
        }
        else
        {
            surroundings.Out.WriteLine(response.Result.Recorded ? "Recorded." : "It was so already.");
            if (response.WebhookSecret.Length > 0)
            {
                surroundings.Out.WriteLine($"Webhooks are signed with {response.WebhookSecret}");
            }
        }

        return ExitCode.Ok;
    }

    private static Spectre.Console.Table TableOf(NoticeDelivery notice)
    {
        var table = Tables.New("By", "Status", "Tries", "Last try", "Came to", "Next try");
        foreach (var delivery in notice.Deliveries)
        {
            table.Row(
                Words.Of(delivery.Channel),
                Words.Of(delivery.Status),
                delivery.Attempts.ToString(CultureInfo.InvariantCulture),
                Moment.Short(delivery.LastAt),
                delivery.LastResult == DeliveryResult.Unspecified ? "-" : Words.Of(delivery.LastResult),
                Moment.Short(delivery.DueAt));
        }

        return table;
    }
}
