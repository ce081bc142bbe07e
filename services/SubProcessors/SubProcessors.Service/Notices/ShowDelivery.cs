using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Agreements;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

internal sealed partial class NoticesGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.ShowDeliveryResponse> ShowDelivery(V1.ShowDeliveryRequest request, ServerCallContext context)
    {
        if (AgreementRefusals.OfCustomer(request.CustomerId) is { } malformed)
        {
            throw malformed.ToRpcException();
        }

        var tenant = context.Caller().Tenant;
        var addresses = await customers.Find(tenant, request.CustomerId, context.CancellationToken);
        return new()
        {
            WebhookUrl = addresses.Webhook ?? "",
            Mailbox = addresses.Mailbox ?? "",
            WebhookSecret = SecretOf(tenant, request.CustomerId, addresses),
        };
    }
}
