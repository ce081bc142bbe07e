using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.AmendEngagementResponse> AmendEngagement(V1.AmendEngagementRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId);
        var (_, facts) = await Known(envelope.Tenant, request.EngagementId, context.CancellationToken);
        var command = new AmendEngagement
        {
            EngagementId = request.EngagementId,
            Terms = FromContract.Terms(request.Terms),
            IsCorrection = request.Correction,
            RecordedAt = envelope.RecordedAt,
            Facts = facts,
        };
        return new() { Result = await Run(command, envelope, context.CancellationToken) };
    }
}
