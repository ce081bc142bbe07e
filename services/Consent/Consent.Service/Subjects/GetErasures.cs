using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = $"{Roles.Officer},{Roles.Reviewer}")]
    public override async Task<V1.GetErasuresResponse> GetErasures(V1.GetErasuresRequest request, ServerCallContext context)
    {
        if (SubjectId.Check(request.SubjectId) is { } refusal)
        {
            throw refusal.ToRpcException();
        }

        var ct = context.CancellationToken;
        var tenant = context.Caller().Tenant;
        var response = new V1.GetErasuresResponse();
        await foreach (var recorded in streams.Read(tenant, SubjectModule.Stream.IdOf(request.SubjectId), asOf: null, ct))
        {
            // None yet: the erasure was cut short between its decision and the deed.
            if (SubjectModule.Events.Read(recorded) is SubjectEvent.SubjectErased erased && await shredder.Find(tenant, erased.ErasureId, ct) is { } certificate)
            {
                response.Certificates.Add(ToContract.Certificate(certificate));
            }
        }

        return response;
    }
}
