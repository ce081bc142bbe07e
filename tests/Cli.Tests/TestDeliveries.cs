using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>A registry that issued two notices: one that was given up on one way, and one for a customer without an address.</summary>
internal sealed class TestDeliveries(Microsoft.AspNetCore.Builder.WebApplication app) : TestService<TestDeliveries.Rpc>(app)
{
    public const string Notice = "0191f3a0-0000-7000-8000-000000000001";

    public static async Task<TestDeliveries> Start() => new(await Serve());

    internal sealed class Rpc : NoticesService.NoticesServiceBase
    {
        public ConcurrentQueue<IMessage> Asked { get; } = [];

        public override Task<ListDeliveriesResponse> ListDeliveries(ListDeliveriesRequest request, ServerCallContext context) =>
            Keep(request, request.CustomerId == "nobody" ? new ListDeliveriesResponse() : new ListDeliveriesResponse
            {
                Notices =
                {
                    new NoticeDelivery
                    {
                        NoticeId = Notice,
                        CustomerId = "acme",
                        EngagementId = "opsduty-row-5",
                        TermsNumber = 1,
                        AnnouncedAt = At("2026-03-01T09:00:00Z"),
                        Deliveries =
                        {
                            new ChannelDelivery { Channel = DeliveryChannel.Webhook, Status = DeliveryStatus.Dead, Attempts = 12, LastResult = DeliveryResult.TimedOut, LastAt = At("2026-03-03T09:00:00Z") },
                            new ChannelDelivery { Channel = DeliveryChannel.Email, Status = DeliveryStatus.Pending, DueAt = At("2026-03-01T09:00:00Z") },
                        },
                    },
                    new NoticeDelivery { NoticeId = "0191f3a0-0000-7000-8000-000000000002", CustomerId = "norse", EngagementId = "opsduty-row-5", TermsNumber = 2, AnnouncedAt = At("2026-03-01T09:00:00Z") },
                },
            });

        public override Task<ShowDeliveryResponse> ShowDelivery(ShowDeliveryRequest request, ServerCallContext context) =>
            Keep(request, request.CustomerId == "nobody" ? new ShowDeliveryResponse() : new ShowDeliveryResponse { Mailbox = "privacy@acme.example" });

        public override Task<ResendNoticeResponse> ResendNotice(ResendNoticeRequest request, ServerCallContext context) =>
            request.NoticeId != Notice
                ? throw Refused(StatusCode.NotFound, "notice.unknown", "notice_id", "No notice with this id was issued.")
                : Keep(request, new ResendNoticeResponse { Result = new CommandResult { Recorded = true, Version = 3 } });

        public override Task<ConfigureDeliveryResponse> ConfigureDelivery(ConfigureDeliveryRequest request, ServerCallContext context) =>
            Keep(request, new ConfigureDeliveryResponse
            {
                Result = new CommandResult { Recorded = true, Version = 1 },
                WebhookSecret = request.WebhookUrl.Length > 0 ? "whsec_c2VjcmV0" : "",
            });

        private Task<TResponse> Keep<TResponse>(IMessage request, TResponse response)
        {
            Asked.Enqueue(request);
            return Task.FromResult(response);
        }
    }
}
