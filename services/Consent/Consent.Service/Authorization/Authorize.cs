using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Authorization;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Service.Authorization;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.ServiceDefaults;
using Decide = PrivacyPlatform.Consent.Authorization.Authorize;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = $"{Roles.Reader},{Roles.Emitter}")]
    public override async Task<V1.AuthorizeResponse> Authorize(V1.AuthorizeRequest request, ServerCallContext context)
    {
        if ((SubjectId.Check(request.SubjectId) ?? PurposeRefusals.OfId(request.PurposeId)) is { } refusal)
        {
            throw refusal.ToRpcException();
        }

        var tenant = context.Caller().Tenant;
        var grounds = CallPoint.Of(request.AsOf) is { } asOf
            ? await GroundsAsOf(tenant, request.SubjectId, request.PurposeId, asOf, context.CancellationToken)
            : await Grounds.Now(models, tenant, request.SubjectId, request.PurposeId, context.CancellationToken);
        return grounds is null ? throw SubjectRefusals.PurposeUnknown.ToRpcException() : Answered(grounds);
    }

    private async Task<Grounds?> GroundsAsOf(string tenant, string subjectId, string purposeId, EventStore.AsOf asOf, CancellationToken ct)
    {
        if (await purposes.At(tenant, purposeId, asOf, ct) is not { } defined)
        {
            return null;
        }

        var known = await subjects.At(tenant, subjectId, asOf, ct);
        var last = known.Last(purposeId);
        return new Grounds(
            defined.Purpose.LegalBasis,
            ToContract.Reference(defined.Source),
            last?.Given.Answer ?? Answer.NotAsked,
            last is { Source: var source } ? ToContract.Reference(source) : null,
            known.Version);
    }

    private static V1.AuthorizeResponse Answered(Grounds grounds)
    {
        var verdict = Decide.Decide(grounds.Basis, grounds.Answer);
        var response = new V1.AuthorizeResponse
        {
            Verdict = verdict.Permitted ? V1.Verdict.Permit : V1.Verdict.Deny,
            Reason = verdict.Reason,
            SubjectVersion = grounds.SubjectVersion,
        };
        if (grounds is { Basis: LegalBasis.Consent, AnswerEvent: { } answer })
        {
            response.Evidence.Add(answer);
        }

        response.Evidence.Add(grounds.PurposeEvent);
        return response;
    }
}
