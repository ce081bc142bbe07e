using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.RetireEngagementResponse> RetireEngagement(V1.RetireEngagementRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId, request.OccurredAt);
        var command = new RetireEngagement
        {
            EngagementId = request.EngagementId, ReplacedBy = FromContract.Text(request.ReplacedBy), OccurredAt = envelope.OccurredAt, RecordedAt = envelope.RecordedAt,
        };
        return new() { Result = await Run(command, envelope, context.CancellationToken) };
    }
}
