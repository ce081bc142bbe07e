using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.ResumeEngagementResponse> ResumeEngagement(V1.ResumeEngagementRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId, request.OccurredAt);
        var (_, facts) = await Known(envelope.Tenant, request.EngagementId, context.CancellationToken);
        var command = new ResumeEngagement { EngagementId = request.EngagementId, OccurredAt = envelope.OccurredAt, RecordedAt = envelope.RecordedAt, Facts = facts };
        return new() { Result = await Run(command, envelope, context.CancellationToken) };
    }
}
