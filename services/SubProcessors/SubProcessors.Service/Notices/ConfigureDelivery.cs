using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

internal sealed partial class NoticesGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.ConfigureDeliveryResponse> ConfigureDelivery(V1.ConfigureDeliveryRequest request, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var (webhook, mailbox) = (Given(request.WebhookUrl), Given(request.Mailbox));
        if (AgreementRefusals.OfCustomer(request.CustomerId) is { } malformed)
        {
            throw malformed.ToRpcException();
        }

        if (mailbox is not null && !ContactAddress.IsMailbox(mailbox))
        {
            throw NoticeRefusals.MailboxMalformed.ToRpcException();
        }

        if (webhook is not null && await targets.Check(webhook, ct) is { } refusal)
        {
            throw refusal.ToRpcException();
        }

        var envelope = context.Envelope(request.CommandId, occurredAt: null, clock.GetUtcNow());
        var tenant = envelope.Tenant;
        var customer = await registries.Customer(tenant, request.CustomerId, ct);
        var (sealedWebhook, sealedMailbox) = await customers.Seal(envelope, request.CustomerId, webhook, mailbox, ct);
        var command = new ConfigureDelivery(customer, sealedWebhook, sealedMailbox, request.RotateSecret, envelope.RecordedAt);
        var result = ResultOf(await executor.Execute(NoticeModule.Deliveries, request.CustomerId, command, envelope, ct));
        return new() { Result = result, WebhookSecret = SecretOf(tenant, request.CustomerId, await customers.Find(tenant, request.CustomerId, ct)) };
    }

    private static string? Given(string text) => text.Length > 0 ? text : null;
}
