using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Service.Notices;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.PublishNoticeResponse> PublishNotice(V1.PublishNoticeRequest request, ServerCallContext context)
    {
        var reference = FromContract.Notice(request.Notice);
        if (NoticeRefusals.OfShape(reference, "notice") is { } refusal)
        {
            throw refusal.ToRpcException();
        }

        var envelope = context.Envelope(request.CommandId, occurredAt: null, clock.GetUtcNow());
        var command = new PublishNotice(
            reference,
            request.Language,
            request.Url,
            request.Material,
            FromContract.Text(request.Summary),
            CallTime.InstantOrNull(request.EffectiveAt, "effective_at"),
            envelope.RecordedAt);
        return new() { Result = ResultOf(await executor.Execute(NoticeModule.Stream, reference.Kind, command, envelope, context.CancellationToken)) };
    }
}
