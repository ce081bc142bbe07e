using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = Roles.Officer)]
    public override async Task<V1.EraseResponse> Erase(V1.EraseRequest request, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var envelope = context.Envelope(request.CommandId, occurredAt: null, clock.GetUtcNow());
        var command = new EraseSubject
        {
            SubjectId = request.SubjectId,
            RecordedAt = envelope.RecordedAt,
            ErasureId = envelope.CommandId,
            Reason = request.Reason,
        };

        // The decision comes first: from it on nothing counts that the person answered before. Each step can be repeated, and whoever
        // asks again, under whatever id, goes on with the erasure that stands; so does the service at its next start.
        var result = ResultOf(await executor.Execute(SubjectModule.Stream, request.SubjectId, command, envelope, ct));
        var (state, _) = await streams.Fold(SubjectModule.Stream, envelope.Tenant, request.SubjectId, ct: ct);
        var (certificate, discarded, unattributed) = await erasure.CarryOut(
            envelope.Tenant, request.SubjectId, state.Erasure!.ErasureId, envelope.Actor, request.Reason, keysFirst: true, ct);
        return new()
        {
            Result = result,
            Certificate = ToContract.Certificate(certificate),
            DiscardedMessages = discarded,
            UnattributedMessages = unattributed,
        };
    }
}
