using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Service.Agreements;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.RecordAgreementResponse> RecordAgreement(V1.RecordAgreementRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeOf(context, request.CommandId);
        var from = CallTime.InstantOrNull(request.From, "from") ?? envelope.RecordedAt;
        var command = new RecordAgreement(request.CustomerId, request.DpaVersion, request.NoticeDays, from);
        return new() { Result = await Run(AgreementModule.Stream, request.CustomerId, AgreementRefusals.OfCustomer(request.CustomerId), command, envelope, context.CancellationToken) };
    }
}
