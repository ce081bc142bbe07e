using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Service.Contract;
using PrivacyPlatform.SubProcessors.Service.Vendors;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.DeclareSubProcessorsResponse> DeclareSubProcessors(V1.DeclareSubProcessorsRequest request, ServerCallContext context)
    {
        var command = new DeclareSubProcessors(request.VendorId, [.. request.SubProcessors.Select(FromContract.Nested)], law);
        return new() { Result = await Run(VendorModule.Stream, request.VendorId, VendorRefusals.OfId(request.VendorId), command, EnvelopeOf(context, request.CommandId), context.CancellationToken) };
    }
}
