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
    public override async Task<V1.AttestControlResponse> AttestControl(V1.AttestControlRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId);
        var command = new AttestControl(
            request.VendorId,
            request.Control,
            request.InPlace,
            envelope.Actor,
            CallDay.ReadOrNull(request.On, "on") ?? CallDay.Of(envelope.RecordedAt),
            FromContract.Text(request.EvidenceUrl),
            envelope.RecordedAt);
        return new() { Result = await Run(VendorModule.Stream, request.VendorId, VendorRefusals.OfId(request.VendorId), command, envelope, context.CancellationToken) };
    }
}
