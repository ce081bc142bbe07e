using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.ReplaceInEmergencyResponse> ReplaceInEmergency(V1.ReplaceInEmergencyRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId);
        var (replaced, _) = await Known(envelope.Tenant, request.Replaces, context.CancellationToken);
        var command = new ReplaceInEmergency
        {
            EngagementId = request.EngagementId,
            RegisterId = replaced.RegisterId,
            VendorId = request.VendorId,
            Terms = FromContract.Terms(request.Terms),
            Replaces = request.Replaces,
            Reason = request.Reason,
            ReplacedIsKnown = true,
            RecordedAt = envelope.RecordedAt,
            Facts = await FactsFor(envelope.Tenant, replaced.RegisterId, request.VendorId, context.CancellationToken),
        };
        var result = await Run(command, envelope, context.CancellationToken);

        // Two streams, two commits: a call that broke off between them is finished by sending it again under its id.
        var retire = new RetireEngagement
        {
            EngagementId = request.Replaces, ReplacedBy = request.EngagementId, OccurredAt = envelope.RecordedAt, RecordedAt = envelope.RecordedAt,
        };
        await Run(retire, envelope with { CommandId = CommandIds.Of(envelope.Tenant, envelope.CommandId.ToString(), "retire") }, context.CancellationToken);
        return new() { Result = result };
    }
}
