using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Probe.V1;

namespace PrivacyPlatform.Calls.Tests;

/// <summary>A probe in another language; its process ends when its input is closed.</summary>
public sealed class NodeServer : IAsyncLifetime
{
    private Process? process;

    public GrpcChannel Channel { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await ForeignScript.InstallNodePackages();
        process = ForeignScript.Start("node", ForeignScript.PathTo("node", "server.mjs"), Protos.Gathered);
        var port = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        port.ShouldNotBeNullOrEmpty(customMessage: process.HasExited ? await process.StandardError.ReadToEndAsync() : null);
        Channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
    }

    public async ValueTask DisposeAsync()
    {
        Channel?.Dispose();
        process!.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        process.Dispose();
    }
}

/// <summary>Our client talks to a server that is not ours.</summary>
public sealed class NodeServerTests(NodeServer server) : IClassFixture<NodeServer>
{
    private readonly ProbeService.ProbeServiceClient client = new(server.Channel);

    [Fact]
    public async Task A_unary_call_carries_message_headers_and_trailers()
    {
        using var call = client.EchoAsync(new EchoRequest { Text = "blåbær" }, new Metadata { { "authorization", "Bearer reader" }, { "x-echo-bin", [0, 255] } });

        var response = await call;

        response.Request.Text.ShouldBe("blåbær");
        response.User.ShouldBe("Bearer reader");
        (await call.ResponseHeadersAsync).GetValue("x-from").ShouldBe("node");
        call.GetTrailers().GetValueBytes("x-echo-bin").ShouldBe([0, 255]);
    }

    [Fact]
    public async Task A_stream_arrives_whole()
    {
        using var call = client.Count(new CountRequest { UpTo = 500 });

        (await call.ResponseStream.ReadAllAsync().CountAsync()).ShouldBe(500);
    }

    [Fact]
    public async Task A_refusal_within_a_stream_throws_its_status()
    {
        using var call = client.Count(new CountRequest { UpTo = 2, Status = (int)StatusCode.FailedPrecondition });

        var refused = await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.ReadAllAsync().CountAsync());

        refused.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        refused.Status.Detail.ShouldBe("counted, så nektet");
    }

    [Fact]
    public async Task A_refusal_throws_its_status()
    {
        var refused = await Should.ThrowAsync<RpcException>(async () => await client.RefuseAsync(new RefuseRequest { Status = (int)StatusCode.NotFound, Message = "ikke her: 100 %" }));

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
        refused.Status.Detail.ShouldBe("ikke her: 100 %");
    }

    [Fact]
    public async Task A_method_that_is_not_there_is_unimplemented() =>
        (await Should.ThrowAsync<RpcException>(async () => await client.UnfinishedAsync(new EchoRequest()))).StatusCode.ShouldBe(StatusCode.Unimplemented);

    [Fact]
    public async Task A_deadline_ends_the_call() =>
        (await Should.ThrowAsync<RpcException>(async () => await client.WaitAsync(new WaitRequest(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(0.3))))
        .StatusCode.ShouldBe(StatusCode.DeadlineExceeded);

    [Fact]
    public async Task Requests_may_be_a_stream()
    {
        using var call = client.Sum();
        await call.RequestStream.WriteAsync(new SumRequest { Number = 20 });
        await call.RequestStream.WriteAsync(new SumRequest { Number = 22 });
        await call.RequestStream.CompleteAsync();

        (await call).Sum.ShouldBe(42);
    }

    [Fact]
    public async Task Both_sides_may_be_streams()
    {
        using var call = client.Chat();
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "one" });
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.ResponseStream.Current.Request.Text.ShouldBe("one");
        await call.RequestStream.CompleteAsync();

        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
    }
}
