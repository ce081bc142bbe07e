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
    public override async Task<V1.ObserveVendorResponse> ObserveVendor(V1.ObserveVendorRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId);
        var command = new ObserveVendor(
            request.VendorId,
            FromContract.Text(request.Name),
            request.MentionedIn,
            FromContract.Purposes(request.Purposes),
            [.. request.DataCategories],
            envelope.RecordedAt);
        return new() { Result = await Run(VendorModule.Stream, request.VendorId, VendorRefusals.OfId(request.VendorId), command, envelope, context.CancellationToken) };
    }
}
