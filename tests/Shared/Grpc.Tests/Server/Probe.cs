using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Probe.V1;
using Status = Google.Rpc.Status;

namespace PrivacyPlatform.Calls.Tests.Server;

/// <summary>The tests' service, written as one would for Grpc.AspNetCore.</summary>
public sealed class ProbeImplementation(Cancellations cancellations) : ProbeService.ProbeServiceBase
{
    public const string ExceptionSecret = "hunter2";

    public override async Task<EchoResponse> Echo(EchoRequest request, ServerCallContext context)
    {
        if (context.RequestHeaders.GetValue("x-echo-header") is { } header)
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "x-echo-header", header } });
        }

        if (context.RequestHeaders.GetValueBytes("x-echo-bin") is { } bytes)
        {
            context.ResponseTrailers.Add("x-echo-bin", bytes);
            context.ResponseTrailers.Add("x-echo-trailer", "after");
        }

        return new EchoResponse
        {
            Request = request,
            DeadlineMs = context.Deadline == DateTime.MaxValue ? 0 : (long)(context.Deadline - TimeProvider.System.GetUtcNow().UtcDateTime).TotalMilliseconds,
        };
    }

    public override async Task Count(CountRequest request, IServerStreamWriter<CountResponse> responseStream, ServerCallContext context)
    {
        for (var number = 1; number <= request.UpTo; number++)
        {
            await responseStream.WriteAsync(new CountResponse { Number = number }, context.CancellationToken);
        }

        if (request.WaitKey.Length > 0)
        {
            await UntilCanceled(request.WaitKey, context);
        }

        if (request.Status != 0)
        {
            throw new RpcException(new Grpc.Core.Status((StatusCode)request.Status, "counted, then refused"));
        }
    }

    public override async Task<SumResponse> Sum(IAsyncStreamReader<SumRequest> requestStream, ServerCallContext context)
    {
        var response = new SumResponse();
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            response.Sum += request.Number;
        }

        return response;
    }

    public override async Task Chat(IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoResponse> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(new EchoResponse { Request = request }, context.CancellationToken);
        }
    }

    public override Task<EchoResponse> Refuse(RefuseRequest request, ServerCallContext context) =>
        throw new Status
        {
            Code = request.Status,
            Message = request.Message,
            Details =
            {
                Any.Pack(new ErrorInfo { Reason = request.Reason, Domain = "probe" }),
                Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = request.Field } } }),
            },
        }.ToRpcException();

    public override Task<EchoResponse> Break(EchoRequest request, ServerCallContext context) =>
        throw new InvalidOperationException($"the password is {ExceptionSecret}");

    public override async Task<EchoResponse> Wait(WaitRequest request, ServerCallContext context)
    {
        await UntilCanceled(request.Key, context);
        return new EchoResponse();
    }

    public override async Task<EchoResponse> Ignore(WaitRequest request, ServerCallContext context)
    {
        await cancellations.Released(request.Key);
        return new EchoResponse();
    }

    [Authorize]
    public override Task<EchoResponse> Secret(EchoRequest request, ServerCallContext context) =>
        Task.FromResult(new EchoResponse { User = context.GetHttpContext().User.Identity?.Name ?? "" });

    [Authorize(Roles = "operator")]
    public override Task<EchoResponse> Operate(EchoRequest request, ServerCallContext context) => Secret(request, context);

    private async Task UntilCanceled(string key, ServerCallContext context)
    {
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.CancellationToken.Register(() => canceled.SetCanceled(context.CancellationToken));
        try
        {
            await canceled.Task;
        }
        finally
        {
            cancellations.Note(key);
        }
    }
}
