using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.ProposeEngagementResponse> ProposeEngagement(V1.ProposeEngagementRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId);
        var command = new ProposeEngagement
        {
            EngagementId = request.EngagementId,
            RegisterId = request.RegisterId,
            VendorId = request.VendorId,
            Terms = FromContract.Terms(request.Terms),
            RecordedAt = envelope.RecordedAt,
            Facts = await FactsFor(envelope.Tenant, request.RegisterId, request.VendorId, context.CancellationToken),
        };
        return new() { Result = await Run(command, envelope, context.CancellationToken) };
    }
}
