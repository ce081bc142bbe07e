using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = Roles.Reviewer)]
    public override async Task ReadHistory(
        V1.ReadHistoryRequest request, IServerStreamWriter<V1.ReadHistoryResponse> responseStream, ServerCallContext context)
    {
        if (SubjectId.Check(request.SubjectId) is { } refusal)
        {
            throw refusal.ToRpcException();
        }

        var asOf = CallPoint.Of(request.AsOf);
        await foreach (var recorded in streams.Read(context.Caller().Tenant, SubjectModule.Stream.IdOf(request.SubjectId), asOf, context.CancellationToken))
        {
            await responseStream.WriteAsync(Shown(recorded), context.CancellationToken);
        }
    }

    private static V1.ReadHistoryResponse Shown(RecordedEvent recorded)
    {
        var answered = SubjectModule.Events.Read(recorded);
        return new()
        {
            Event = ToContract.Reference(recorded),
            Type = recorded.Type,
            PurposeId = answered.PurposeId,
            Answer = (V1.Answer)answered.ToAnswer(),
            Evidence = ToContract.Evidence(answered.Evidence),
            Actor = recorded.Actor,
            CorrelationId = recorded.CorrelationId ?? "",
            CausationId = recorded.CausationId ?? "",
            Effect = (V1.Effect)answered.Effect,
        };
    }
}
