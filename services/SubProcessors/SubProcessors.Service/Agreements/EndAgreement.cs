using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Service.Agreements;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.EndAgreementResponse> EndAgreement(V1.EndAgreementRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId);
        var command = new EndAgreement(request.CustomerId, CallTime.InstantOrNull(request.At, "at") ?? envelope.RecordedAt);
        return new() { Result = await Run(AgreementModule.Stream, request.CustomerId, AgreementRefusals.OfCustomer(request.CustomerId), command, envelope, context.CancellationToken) };
    }
}
