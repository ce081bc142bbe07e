using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.WithdrawObjectionResponse> WithdrawObjection(V1.WithdrawObjectionRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId, request.OccurredAt);
        var command = new WithdrawObjection
        {
            EngagementId = request.EngagementId, CustomerId = request.CustomerId, OccurredAt = envelope.OccurredAt, RecordedAt = envelope.RecordedAt,
        };
        return new() { Result = await Run(command, envelope, context.CancellationToken) };
    }
}
