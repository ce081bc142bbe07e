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
    public override async Task<V1.DescribeVendorResponse> DescribeVendor(V1.DescribeVendorRequest request, ServerCallContext context)
    {
        var command = new DescribeVendor(
            request.VendorId,
            FromContract.Text(request.Name),
            request.NameIsInferred,
            FromContract.Text(request.Country),
            [.. request.Contacts],
            FromContract.Text(request.InformationUrl),
            law);
        return new() { Result = await Run(VendorModule.Stream, request.VendorId, VendorRefusals.OfId(request.VendorId), command, EnvelopeOf(context, request.CommandId), context.CancellationToken) };
    }
}
