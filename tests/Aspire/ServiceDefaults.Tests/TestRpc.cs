using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Npgsql;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.ServiceDefaults.Tests;

/// <summary>Methods that go wrong in every way; the subject's id says which.</summary>
internal sealed class TestRpc : ConsentService.ConsentServiceBase
{
    [Authorize(Roles = Roles.Reader)]
    public override Task<GetSubjectResponse> GetSubject(GetSubjectRequest request, ServerCallContext context) => request.SubjectId switch
    {
        "who" => Task.FromResult(new GetSubjectResponse { SubjectId = Caller.Of(context).ToString() }),
        "refused" => throw new Refusal("subject.looks_personal", "This looks like an address.", "subject_id").ToRpcException(),
        "unknown" => throw new Refusal("consent.purpose_unknown", "There is no such purpose.").ToRpcException(),
        "outage" => throw new NpgsqlException("host=db.internal is down"),
        "conflict" => throw new ConcurrencyException("stream subject-1"),
        "overload" => throw new OverloadedException("3 wait", TimeSpan.FromSeconds(7)),
        "reused" => throw new CommandIdReusedException(Guid.Empty),
        _ => throw new InvalidOperationException("password=secret"),
    };

    [Authorize(Roles = $"{Roles.Reader},{Roles.Reviewer}")]
    public override Task<ListPurposesResponse> ListPurposes(ListPurposesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListPurposesResponse { Purposes = { new Purpose { PurposeId = "newsletter" }, new Purpose { PurposeId = "service-status" } } });

    [Authorize(Roles = Roles.Officer)]
    [Unrecorded("A command.")]
    public override Task<PublishNoticeResponse> PublishNotice(PublishNoticeRequest request, ServerCallContext context) => Task.FromResult(new PublishNoticeResponse());

    [Authorize(Roles = $"{Roles.Operator},{Roles.Reviewer},{Roles.Officer}")]
    public override async Task ReadHistory(ReadHistoryRequest request, IServerStreamWriter<ReadHistoryResponse> responseStream, ServerCallContext context)
    {
        if (request.SubjectId == "refused")
        {
            throw new Refusal("subject.looks_personal", "This looks like an address.", "subject_id").ToRpcException();
        }

        for (var version = 0; version < (request.AsOf?.Version ?? 1); version++)
        {
            await responseStream.WriteAsync(new ReadHistoryResponse { Actor = Caller.Of(context).Actor });
        }

        if (request.SubjectId == "outage")
        {
            throw new NpgsqlException("host=db.internal is down");
        }

        if (request.SubjectId == "endless")
        {
            var left = new TaskCompletionSource();
            await using var leaving = context.CancellationToken.Register(left.SetCanceled);
            await left.Task;
        }
    }
}
