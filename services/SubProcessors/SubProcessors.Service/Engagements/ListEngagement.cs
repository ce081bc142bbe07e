using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.ListEngagementResponse> ListEngagement(V1.ListEngagementRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId, request.OccurredAt);
        var command = new ListEngagement
        {
            EngagementId = request.EngagementId,
            RegisterId = request.RegisterId,
            VendorId = request.VendorId,
            Terms = FromContract.Terms(request.Terms),
            OccurredAt = envelope.OccurredAt,
            RecordedAt = envelope.RecordedAt,
            Facts = await FactsFor(envelope.Tenant, request.RegisterId, request.VendorId, context.CancellationToken),
        };
        return new() { Result = await Run(command, envelope, context.CancellationToken) };
    }
}
