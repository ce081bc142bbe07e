using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = Roles.Emitter)]
    public override async Task<V1.GrantResponse> Grant(V1.GrantRequest request, ServerCallContext context)
    {
        var envelope = context.Envelope(request.CommandId, request.OccurredAt, clock.GetUtcNow());
        var outcome = await answers.Record(
            Answer.Granted,
            request.SubjectId,
            request.PurposeId,
            FromContract.Evidence(request.Evidence),
            FromContract.Text(request.Statement),
            envelope,
            context.CancellationToken);
        return new() { Result = ResultOf(outcome) };
    }
}
