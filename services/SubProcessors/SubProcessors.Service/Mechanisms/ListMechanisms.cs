using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.ListMechanismsResponse> ListMechanisms(V1.ListMechanismsRequest request, ServerCallContext context)
    {
        var known = await registries.Law(context.Caller().Tenant, context.CancellationToken);
        return new()
        {
            Mechanisms = { known.Mechanisms.Values.OrderBy(mechanism => mechanism.Id, StringComparer.Ordinal).Select(ToContract.Mechanism) },
            LawVersion = known.Version,
        };
    }
}
