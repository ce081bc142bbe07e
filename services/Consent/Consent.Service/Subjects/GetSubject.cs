using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = $"{Roles.Reader},{Roles.Reviewer}")]
    public override async Task<V1.GetSubjectResponse> GetSubject(V1.GetSubjectRequest request, ServerCallContext context)
    {
        if (SubjectId.Check(request.SubjectId) is { } refusal)
        {
            throw refusal.ToRpcException();
        }

        var known = await subjects.At(context.Caller().Tenant, request.SubjectId, CallPoint.Of(request.AsOf), context.CancellationToken);
        return new()
        {
            SubjectId = request.SubjectId,
            Version = known.Version,
            Answers = { known.State.Purposes.Select(purpose => AnswerAbout(purpose, known)) },
        };
    }

    private static V1.PurposeAnswer AnswerAbout(string purpose, KnownSubject known)
    {
        var (given, source) = known.Last(purpose)!.Value;
        return new()
        {
            PurposeId = purpose,
            Answer = (V1.Answer)given.Answer,
            Event = ToContract.Reference(source),
            Evidence = ToContract.Evidence(given.Evidence),
        };
    }
}
