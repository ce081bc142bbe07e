using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = Roles.Emitter)]
    public override async Task<V1.WithdrawResponse> Withdraw(V1.WithdrawRequest request, ServerCallContext context)
    {
        var envelope = context.Envelope(request.CommandId, request.OccurredAt, clock.GetUtcNow());
        var outcome = await answers.Record(
            Answer.Withdrawn,
            request.SubjectId,
            request.PurposeId,
            FromContract.Evidence(request.Evidence),
            FromContract.Text(request.Statement),
            envelope,
            context.CancellationToken);
        return new() { Result = ResultOf(outcome) };
    }
}
