using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

internal sealed partial class NoticesGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.ResendNoticeResponse> ResendNotice(V1.ResendNoticeRequest request, ServerCallContext context)
    {
        if (!Guid.TryParseExact(request.NoticeId, "D", out var id))
        {
            throw NoticeRefusals.IdMalformed.ToRpcException();
        }

        var ct = context.CancellationToken;
        var envelope = context.Envelope(request.CommandId, occurredAt: null, clock.GetUtcNow());
        var key = id.ToString("D");
        var (state, _) = await streams.Fold(NoticeModule.Stream, envelope.Tenant, key, ct: ct);
        var channels = state is NoticeState.Issued { Notice.Facts.CustomerId: var customer } ? await customers.Channels(envelope.Tenant, customer, ct) : [];
        return new() { Result = ResultOf(await executor.Execute(NoticeModule.Stream, key, new ResendNotice(channels, envelope.RecordedAt), envelope, ct)) };
    }
}
