using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.ObjectToEngagementResponse> ObjectToEngagement(V1.ObjectToEngagementRequest request, ServerCallContext context)
    {
        if (AgreementRefusals.OfCustomer(request.CustomerId) is { } malformed)
        {
            throw malformed.ToRpcException();
        }

        var envelope = EnvelopeOf(context, request.CommandId, request.OccurredAt);
        var command = new ObjectToEngagement
        {
            EngagementId = request.EngagementId,
            Customer = await registries.Customer(envelope.Tenant, request.CustomerId, context.CancellationToken),
            Reason = FromContract.Text(request.Reason),
            OccurredAt = envelope.OccurredAt,
            RecordedAt = envelope.RecordedAt,
        };
        return new() { Result = await Run(command, envelope, context.CancellationToken) };
    }
}
