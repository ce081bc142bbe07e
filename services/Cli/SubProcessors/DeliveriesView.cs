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
            var table = Tables.New("Notice", "Customer", "Engagement", "By", "Status", "Tries", "Last", "Next");
            foreach (var notice in response.Notices)
            {
                if (notice.Deliveries.Count == 0)
                {
                    table.Row(notice.NoticeId, notice.CustomerId, notice.EngagementId, "-", "no address", "0", "-", "-");
                }

                foreach (var delivery in notice.Deliveries)
                {
                    table.Row(
                        notice.NoticeId,
                        notice.CustomerId,
                        notice.EngagementId,
                        Words.Of(delivery.Channel),
                        Words.Of(delivery.Status),
                        delivery.Attempts.ToString(CultureInfo.InvariantCulture),
                        delivery.LastResult == DeliveryResult.Unspecified ? "-" : $"{Words.Of(delivery.LastResult)} {Moment.Short(delivery.LastAt)}",
                        Moment.Short(delivery.DueAt));
                }
            }

            Tables.Write(surroundings, table);
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
}
