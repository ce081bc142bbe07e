using System.Text.Json;
using PrivacyPlatform.Calls.Tests.Server;

namespace PrivacyPlatform.Calls.Tests;

/// <summary>What @grpc/grpc-js found; it ran once, all scenarios.</summary>
public sealed class NodeFindings(ProbeServer server) : IAsyncLifetime
{
    public JsonElement All { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await ForeignScript.InstallNodePackages();
        All = await ForeignScript.Run("node", ForeignScript.PathTo("node", "client.mjs"), server.GrpcAddress["http://".Length..], Protos.Gathered);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A client that is not ours, and shares no code with us, talks to our server.</summary>
public sealed class NodeClientTests(NodeFindings found, ProbeServer server) : IClassFixture<NodeFindings>
{
    [Fact]
    public void A_unary_call_returns_what_was_sent()
    {
        var request = Get("unary").GetProperty("response").GetProperty("request");
        request.GetProperty("text").GetString().ShouldBe("blåbær ✓");
        request.GetProperty("big").GetString().ShouldBe("9007199254740993");
        request.GetProperty("color").GetString().ShouldBe("COLOR_RED");
    }

    [Fact]
    public void Metadata_travels_both_ways_as_headers_and_trailers_and_bytes()
    {
        Get("metadata").GetProperty("headers").GetProperty("x-echo-header").GetString().ShouldBe("there");
        var trailers = Get("metadata").GetProperty("statusTrailers");
        trailers.GetProperty("x-echo-trailer").GetString().ShouldBe("after");
        trailers.GetProperty("x-echo-bin").EnumerateArray().Select(b => b.GetInt32()).ShouldBe([0, 1, 2, 255]);
    }

    [Fact]
    public void The_service_sees_the_deadline() =>
        long.Parse(Get("deadlineSeen").GetProperty("response").GetProperty("deadline_ms").GetString()!).ShouldBeInRange(1, 20_000);

    [Fact]
    public async Task An_expired_deadline_ends_the_call_and_cancels_the_service()
    {
        Code("deadline").ShouldBe(4);
        await server.Cancellations.Seen("node-deadline");
    }

    [Fact]
    public async Task A_deadline_that_expires_within_a_stream_keeps_what_came_before()
    {
        Code("deadlineInStream").ShouldBe(4);
        Get("deadlineInStream").GetProperty("messages").GetArrayLength().ShouldBe(2);
        await server.Cancellations.Seen("node-stream-deadline");
    }

    [Fact]
    public async Task A_canceled_call_cancels_the_service()
    {
        Code("canceled").ShouldBe(1);
        await server.Cancellations.Seen("node-cancel");
    }

    [Fact]
    public async Task A_canceled_stream_cancels_the_service()
    {
        Code("streamCanceled").ShouldBe(1);
        await server.Cancellations.Seen("node-stream-cancel");
    }

    [Fact]
    public void A_stream_arrives_whole_and_in_order() =>
        Get("stream").GetProperty("messages").EnumerateArray().Select(n => n.GetInt32()).ShouldBe(Enumerable.Range(1, 1000));

    [Fact]
    public void A_stream_may_end_with_a_refusal()
    {
        Code("streamRefused").ShouldBe(9);
        Get("streamRefused").GetProperty("message").GetString().ShouldBe("counted, then refused");
        // How many of the messages it hands out before the error is grpc-js's own affair: it may drop what it had buffered.
    }

    [Fact]
    public void A_refusal_carries_its_message_and_details()
    {
        Code("refusal").ShouldBe(9);
        Get("refusal").GetProperty("message").GetString().ShouldBe("nei, æøå %");
        var details = Get("refusal").GetProperty("details");
        details[0].GetProperty("reason").GetString().ShouldBe("probe.not_now");
        details[1].GetProperty("fieldViolations")[0].GetProperty("field").GetString().ShouldBe("inner.number");
    }

    [Fact]
    public void An_exception_says_nothing_of_itself()
    {
        Code("broken").ShouldBe(2);
        Get("broken").ToString().ShouldNotContain(ProbeImplementation.ExceptionSecret);
    }

    [Theory]
    [InlineData("unfinished")]
    [InlineData("unknownMethod")]
    [InlineData("unknownService")]
    [InlineData("deflate")]
    public void What_is_not_here_is_unimplemented(string scenario) => Code(scenario).ShouldBe(12);

    [Theory]
    [InlineData("noToken", 16, "auth.token_missing")]
    [InlineData("badToken", 16, "auth.token_invalid")]
    [InlineData("wrongRole", 7, "auth.role_missing")]
    public void A_call_that_may_not_be_made_is_refused_with_a_code(string scenario, int status, string reason)
    {
        Code(scenario).ShouldBe(status);
        Get(scenario).GetProperty("details")[0].GetProperty("reason").GetString().ShouldBe(reason);
    }

    [Fact]
    public void A_good_token_lets_the_call_through_as_its_user() =>
        Get("goodToken").GetProperty("response").GetProperty("user").GetString().ShouldBe("a operator");

    [Fact]
    public void A_message_of_three_megabytes_passes() => Get("large").GetProperty("length").GetInt32().ShouldBe(3_000_000);

    [Theory]
    [InlineData("tooLarge")]
    [InlineData("gzipBomb")]
    public void A_message_above_the_limit_is_refused(string scenario) => Code(scenario).ShouldBe(8);

    [Fact]
    public void Compressed_messages_are_understood() => Get("gzip").GetProperty("length").GetInt32().ShouldBe(10_000);

    [Fact]
    public void Requests_may_be_a_stream() => Get("clientStream").GetProperty("sum").GetInt32().ShouldBe(5050);

    [Fact]
    public void Both_sides_may_be_streams() =>
        Get("duplex").GetProperty("texts").EnumerateArray().Select(t => t.GetString()).ShouldBe(["one", "two"]);

    [Fact]
    public void Health_is_told_for_the_server_and_for_each_service()
    {
        foreach (var scenario in (string[])["health", "healthOfService", "watch"])
        {
            Get(scenario).GetProperty("status").GetString().ShouldBe("SERVING");
        }

        Code("healthOfUnknown").ShouldBe(5);
    }

    [Theory]
    [InlineData("reflection")]
    [InlineData("reflectionV1alpha")]
    public void Reflection_tells_the_services_and_their_files(string scenario)
    {
        var reflection = Get(scenario);
        reflection.GetProperty("services").EnumerateArray().Select(s => s.GetString())
            .ShouldBe(["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "probe.v1.ProbeService"]);
        reflection.GetProperty("files").GetInt32().ShouldBe(2);
        reflection.GetProperty("error").GetInt32().ShouldBe(5);
    }

    private JsonElement Get(string scenario) => found.All.GetProperty(scenario);

    private int Code(string scenario) => Get(scenario).GetProperty("code").GetInt32();
}
