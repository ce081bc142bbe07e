using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = Roles.Emitter)]
    public override async Task<V1.DenyResponse> Deny(V1.DenyRequest request, ServerCallContext context)
    {
        var envelope = context.Envelope(request.CommandId, request.OccurredAt, clock.GetUtcNow());
        var outcome = await answers.Record(
            Answer.Denied,
            request.SubjectId,
            request.PurposeId,
            FromContract.Evidence(request.Evidence),
            FromContract.Text(request.Statement),
            envelope,
            context.CancellationToken);
        return new() { Result = ResultOf(outcome) };
    }
}
