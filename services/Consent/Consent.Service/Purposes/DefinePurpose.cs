using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Service.Purposes;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.DefinePurposeResponse> DefinePurpose(V1.DefinePurposeRequest request, ServerCallContext context)
    {
        if (PurposeRefusals.OfId(request.PurposeId) is { } refusal)
        {
            throw refusal.ToRpcException();
        }

        var command = new DefinePurpose(
            request.PurposeId, (LegalBasis)request.LegalBasis, [.. request.DataCategories], (ProcessingRole)request.Role, request.Title);
        var envelope = context.Envelope(request.CommandId, occurredAt: null, clock.GetUtcNow());
        return new() { Result = ResultOf(await executor.Execute(PurposeModule.Stream, request.PurposeId, command, envelope, context.CancellationToken)) };
    }
}
