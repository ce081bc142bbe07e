using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using PrivacyPlatform.Calls.Tests.Server;
using Probe.V1;

namespace PrivacyPlatform.Calls.Tests;

/// <summary>Our own client talks to our own server.</summary>
public sealed class OwnClientTests(ProbeServer server)
{
    private readonly ProbeService.ProbeServiceClient client = new(server.Channel);

    [Fact]
    public async Task A_unary_call_returns_what_was_sent()
    {
        var request = new EchoRequest { Text = "blåbær", Payload = ByteString.CopyFrom(new byte[100_000]) };

        (await client.EchoAsync(request)).Request.ShouldBe(request);
    }

    [Fact]
    public async Task Headers_and_trailers_are_told_apart()
    {
        using var call = client.EchoAsync(new EchoRequest(), new Metadata { { "X-Echo-Header", "there" }, { "x-echo-bin", [1, 0, 255] } });

        await call;

        (await call.ResponseHeadersAsync).GetValue("x-echo-header").ShouldBe("there");
        call.GetTrailers().GetValueBytes("x-echo-bin").ShouldBe([1, 0, 255]);
        call.GetTrailers().GetValue("x-echo-trailer").ShouldBe("after");
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task A_stream_arrives_whole_and_in_order()
    {
        using var call = client.Count(new CountRequest { UpTo = 5_000 });

        var numbers = await call.ResponseStream.ReadAllAsync().Select(response => response.Number).ToListAsync();

        numbers.ShouldBe(Enumerable.Range(1, 5_000));
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task A_refusal_throws_its_status_and_details()
    {
        var refused = await Should.ThrowAsync<RpcException>(async () =>
            await client.RefuseAsync(new RefuseRequest { Status = (int)StatusCode.FailedPrecondition, Message = "nei, æøå", Reason = "probe.not_now", Field = "inner" }));

        refused.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        refused.Status.Detail.ShouldBe("nei, æøå");
        refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason.ShouldBe("probe.not_now");
        refused.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations[0].Field.ShouldBe("inner");
    }

    [Fact]
    public async Task A_stream_that_ends_with_a_refusal_throws_after_its_messages()
    {
        using var call = client.Count(new CountRequest { UpTo = 2, Status = (int)StatusCode.Aborted });
        var seen = 0;

        var refused = await Should.ThrowAsync<RpcException>(async () =>
        {
            await foreach (var _ in call.ResponseStream.ReadAllAsync())
            {
                seen++;
            }
        });

        refused.StatusCode.ShouldBe(StatusCode.Aborted);
        seen.ShouldBe(2);
    }

    [Fact]
    public async Task An_expired_deadline_ends_the_call_and_cancels_the_service()
    {
        var overdue = await Should.ThrowAsync<RpcException>(async () => await client.WaitAsync(new WaitRequest { Key = "own-deadline" }, deadline: In(0.3)));

        overdue.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        await server.Cancellations.Seen("own-deadline");
    }

    [Fact]
    public async Task A_deadline_in_the_past_is_not_even_sent()
    {
        var overdue = await Should.ThrowAsync<RpcException>(async () => await client.EchoAsync(new EchoRequest(), deadline: In(-1)));

        overdue.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task A_canceled_call_cancels_the_service()
    {
        using var source = new CancellationTokenSource();
        using var call = client.Count(new CountRequest { UpTo = 1, WaitKey = "own-cancel" }, cancellationToken: source.Token);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();

        source.Cancel();

        (await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.Cancelled);
        await server.Cancellations.Seen("own-cancel");
    }

    [Fact]
    public async Task Disposing_of_a_call_cancels_the_service()
    {
        using (var call = client.Count(new CountRequest { UpTo = 1, WaitKey = "own-dispose" }))
        {
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        }

        await server.Cancellations.Seen("own-dispose");
    }

    [Fact]
    public async Task Requests_may_be_a_stream()
    {
        using var call = client.Sum();
        for (var number = 1; number <= 100; number++)
        {
            await call.RequestStream.WriteAsync(new SumRequest { Number = number });
        }

        await call.RequestStream.CompleteAsync();

        (await call).Sum.ShouldBe(5050);
    }

    [Fact]
    public async Task Both_sides_may_speak_in_turn()
    {
        using var call = client.Chat();
        foreach (var text in (string[])["one", "two"])
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = text });
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.ResponseStream.Current.Request.Text.ShouldBe(text);
        }

        await call.RequestStream.CompleteAsync();

        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    [Fact]
    public async Task Call_credentials_tell_who_calls()
    {
        var token = CallCredentials.FromInterceptor((_, metadata) =>
        {
            metadata.Add("authorization", "Bearer operator");
            return Task.CompletedTask;
        });

        (await client.OperateAsync(new EchoRequest(), new CallOptions(credentials: token))).User.ShouldBe("a operator");
    }

    [Fact]
    public void Call_credentials_without_TLS_need_to_be_asked_for() =>
        Should.Throw<InvalidOperationException>(() => GrpcChannel.ForAddress(server.GrpcAddress, new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, CallCredentials.FromInterceptor((_, _) => Task.CompletedTask)),
        }));

    [Fact]
    public async Task A_response_above_the_limit_is_refused()
    {
        using var channel = GrpcChannel.ForAddress(server.GrpcAddress, new GrpcChannelOptions { MaxReceiveMessageSize = 1000 });

        var refused = await Should.ThrowAsync<RpcException>(async () => await new ProbeService.ProbeServiceClient(channel).EchoAsync(new EchoRequest { Text = new string('x', 2000) }));

        refused.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");

        var failed = await Should.ThrowAsync<RpcException>(async () => await new ProbeService.ProbeServiceClient(channel).EchoAsync(new EchoRequest()));

        failed.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task Requests_may_be_compressed()
    {
        var compressed = new Metadata { { "grpc-internal-encoding-request", "gzip" } };

        (await client.EchoAsync(new EchoRequest { Text = new string('x', 10_000) }, compressed)).Request.Text.Length.ShouldBe(10_000);
    }

    [Fact]
    public void A_blocking_call_blocks_and_answers() => client.Echo(new EchoRequest { Text = "now" }).Request.Text.ShouldBe("now");

    [Fact]
    public async Task A_hundred_calls_share_a_channel()
    {
        var calls = Enumerable.Range(0, 100).Select(async i => (await client.EchoAsync(new EchoRequest { Big = i })).Request.Big);

        (await Task.WhenAll(calls)).ShouldBe(Enumerable.Range(0, 100).Select(i => (long)i));
    }

    private static DateTime In(double seconds) => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(seconds);
}
