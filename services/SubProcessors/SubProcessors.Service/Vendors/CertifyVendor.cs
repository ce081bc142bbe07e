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
    public override async Task<V1.CertifyVendorResponse> CertifyVendor(V1.CertifyVendorRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId);
        var command = new CertifyVendor(
            request.VendorId,
            request.MechanismId,
            CallDay.Read(request.From, "from"),
            CallDay.ReadOrNull(request.Until, "until"),
            await registries.Law(envelope.Tenant, context.CancellationToken));
        return new() { Result = await Run(VendorModule.Stream, request.VendorId, VendorRefusals.OfId(request.VendorId), command, envelope, context.CancellationToken) };
    }
}
