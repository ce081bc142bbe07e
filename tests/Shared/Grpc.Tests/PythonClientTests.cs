using System.Text.Json;
using PrivacyPlatform.Calls.Tests.Server;

namespace PrivacyPlatform.Calls.Tests;

/// <summary>What python's grpcio found; it ran once, all scenarios.</summary>
public sealed class PythonFindings(ProbeServer server) : IAsyncLifetime
{
    public JsonElement All { get; private set; }

    public async ValueTask InitializeAsync() =>
        All = await ForeignScript.Run("/usr/bin/python3", ForeignScript.PathTo("python", "client.py"), server.GrpcAddress["http://".Length..]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>gRPC's C core, which most languages stand on, talks to our server.</summary>
public sealed class PythonClientTests(PythonFindings found, ProbeServer server) : IClassFixture<PythonFindings>
{
    // EchoResponse { request { text: "ping" } }
    private const string EchoOfPing = "0a060a0470696e67";

    [Fact]
    public void Health_is_serving() => Get("health").GetProperty("response").GetString().ShouldBe("0801");

    [Fact]
    public void A_unary_call_returns_what_was_sent() => Get("unary").GetProperty("response").GetString().ShouldStartWith(EchoOfPing);

    [Fact]
    public void A_compressed_call_is_understood() => Get("gzip").GetProperty("response").GetString().ShouldStartWith(EchoOfPing);

    [Fact]
    public void A_message_of_three_megabytes_passes() => Get("large").GetInt32().ShouldBeGreaterThan(6_000_000);

    [Fact]
    public void A_stream_arrives_whole() =>
        Get("stream").GetProperty("messages").EnumerateArray().Select(m => m.GetString()).ShouldBe(["0801", "0802", "0803"]);

    [Fact]
    public void A_refusal_comes_after_the_streams_messages() => Get("streamRefused").GetProperty("messages").GetArrayLength().ShouldBe(2);

    [Fact]
    public void Both_sides_may_be_streams() => Get("duplex").GetArrayLength().ShouldBe(2);

    [Fact]
    public async Task An_expired_deadline_ends_the_call_and_cancels_the_service()
    {
        Get("deadline").GetProperty("code").GetInt32().ShouldBe(4);
        await server.Cancellations.Seen("python-deadline");
    }

    [Theory]
    [InlineData("healthOfUnknown", 5)]
    [InlineData("streamRefused", 9)]
    [InlineData("badToken", 16)]
    [InlineData("wrongRole", 7)]
    [InlineData("unknownMethod", 12)]
    [InlineData("broken", 2)]
    [InlineData("notAMessage", 13)]
    public void A_call_that_fails_ends_with_its_status(string scenario, int code) => Get(scenario).GetProperty("code").GetInt32().ShouldBe(code);

    private JsonElement Get(string scenario) => found.All.GetProperty(scenario);
}
