using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.PersonalData;
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
            await responseStream.WriteAsync(await Shown(recorded, context.CancellationToken), context.CancellationToken);
        }
    }

    private async Task<V1.ReadHistoryResponse> Shown(RecordedEvent recorded, CancellationToken ct)
    {
        var shown = new V1.ReadHistoryResponse
        {
            Event = ToContract.Reference(recorded),
            Type = recorded.Type,
            Actor = recorded.Actor,
            CorrelationId = recorded.CorrelationId ?? "",
            CausationId = recorded.CausationId ?? "",
        };
        switch (SubjectModule.Events.Read(recorded))
        {
            case SubjectEvent.Answered answered:
                shown.PurposeId = answered.PurposeId;
                shown.Answer = (V1.Answer)answered.ToAnswer();
                shown.Evidence = ToContract.Evidence(answered.Evidence);
                shown.Effect = (V1.Effect)answered.Effect;
                shown.Statement = answered.Statement is null ? null : await Opened(recorded, ct);
                break;
            case SubjectEvent.SubjectErased erased:
                shown.ErasureId = erased.ErasureId.ToString();
                break;
            case var other:
                throw new InvalidOperationException($"{other.GetType().Name} is not shown");
        }

        return shown;
    }

    // What cannot be opened must not hide the rest of the history. That the vault is away is another matter: the call fails, and can be repeated.
    private async Task<V1.Statement> Opened(RecordedEvent recorded, CancellationToken ct)
    {
        try
        {
            return (await vault.Unseal(recorded, ct))[SubjectModule.StatementField] switch
            {
                Unsealed.Value value => new() { Text = value.Text },
                Unsealed.Shredded shredded => new() { ShreddedCertificateId = shredded.CertificateId.ToString() },
                var other => throw new InvalidOperationException($"{other.GetType().Name} is not shown"),
            };
        }
        catch (SealedValueException wrong)
        {
            return new() { ErrorCode = wrong.Code };
        }
        catch (VaultException wrong) when (!wrong.IsTransient)
        {
            return new() { ErrorCode = wrong.Code };
        }
    }
}
