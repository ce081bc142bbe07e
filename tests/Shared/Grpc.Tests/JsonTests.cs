using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PrivacyPlatform.Calls.Tests.Server;

namespace PrivacyPlatform.Calls.Tests;

/// <summary>The same methods as JSON over HTTP/1.1.</summary>
public sealed class JsonTests(ProbeServer server) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(server.JsonAddress) };

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_unary_method_takes_and_gives_JSON()
    {
        var (response, json) = await Post("Echo", """{"text":"blåbær","big":"9007199254740993","color":"COLOR_RED","at":"2026-02-03T04:05:06.789Z","labels":{"a":"b"}}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var request = json.GetProperty("request");
        request.GetProperty("text").GetString().ShouldBe("blåbær");
        request.GetProperty("big").GetString().ShouldBe("9007199254740993");
        request.GetProperty("at").GetString().ShouldBe("2026-02-03T04:05:06.789Z");
        request.GetProperty("numbers").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_server_streaming_method_gives_a_message_a_line()
    {
        using var response = await Send("Count", """{"upTo":3}""");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        Lines(await response.Content.ReadAsStringAsync()).Select(line => line.GetProperty("number").GetInt32()).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task An_empty_stream_is_an_empty_body()
    {
        using var response = await Send("Count", "{}");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("");
    }

    [Fact]
    public async Task A_stream_that_breaks_off_says_so_on_its_last_line()
    {
        using var response = await Send("Count", """{"upTo":2,"status":10}""");

        var lines = Lines(await response.Content.ReadAsStringAsync());
        lines.Count.ShouldBe(3);
        lines[^1].GetProperty("error").GetProperty("grpcStatus").GetString().ShouldBe("ABORTED");
    }

    [Fact]
    public async Task A_refusal_is_a_problem_with_code_and_field()
    {
        var (response, problem) = await Post("Refuse", """{"status":5,"message":"not there","reason":"probe.unknown","field":"inner"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem.GetProperty("code").GetString().ShouldBe("probe.unknown");
        problem.GetProperty("field").GetString().ShouldBe("inner");
        problem.GetProperty("detail").GetString().ShouldBe("not there");
        problem.GetProperty("grpcStatus").GetString().ShouldBe("NOT_FOUND");
        problem.GetProperty("status").GetInt32().ShouldBe(404);
    }

    [Theory]
    [InlineData("""{"text":"secret@example.com""", null, "line 1, byte ")]
    [InlineData("", null, "line 1, byte 1")]
    [InlineData("[]", null, "probe.v1.EchoRequest")]
    [InlineData("""{"text":"secret@example.com","nothing":1}""", "nothing", "see the field")]
    [InlineData("""{"color":"secret@example.com"}""", "color", "see the field")]
    [InlineData("""{"at":"secret@example.com"}""", "at", "see the field")]
    [InlineData("""{"numbers":[1,2,"secret@example.com"]}""", "numbers[2]", "see the field")]
    [InlineData("""{"inner":{"number":1,"more":[{"number":2},{"number":"secret@example.com"}]}}""", "inner.more[1].number", "see the field")]
    [InlineData("""{"inner":{"secret@example.com":1}}""", "inner", "see the field")]
    [InlineData("""{"secret@example.com":1}""", null, "probe.v1.EchoRequest")]
    [InlineData("""{"text":"a","text":"b"}""", null, "not valid JSON")]
    [InlineData("""{"text":"a"} trailing""", null, "line 1, byte ")]
    public async Task Malformed_JSON_is_named_by_its_place_and_never_quoted(string body, string? field, string detail)
    {
        var (response, problem) = await Post("Echo", body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("message.malformed");
        problem.GetProperty("detail").GetString()!.ShouldContain(detail);
        (problem.TryGetProperty("field", out var named) ? named.GetString() : null).ShouldBe(field);
        problem.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task Nesting_without_end_is_malformed()
    {
        var body = string.Concat(Enumerable.Repeat("""{"inner":{"more":[""", 500));

        var (_, problem) = await Post("Echo", body);

        problem.GetProperty("code").GetString().ShouldBe("message.malformed");
    }

    [Fact]
    public async Task A_body_above_the_limit_is_413()
    {
        var (response, problem) = await Post("Echo", $$"""{"text":"{{new string('x', 5_000_000)}}"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        problem.GetProperty("code").GetString().ShouldBe("message.too_large");
    }

    [Fact]
    public async Task Another_charset_is_415()
    {
        var (response, problem) = await Post("Echo", "{}", "application/json; charset=utf-16");

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        problem.GetProperty("code").GetString().ShouldBe("message.media_type_unsupported");
    }

    [Fact]
    public async Task Another_media_type_is_415()
    {
        using var response = await Send("Echo", "{}", "text/plain");

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task An_exception_says_nothing_of_itself()
    {
        var (response, problem) = await Post("Break", "{}");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        problem.ToString().ShouldNotContain(ProbeImplementation.ExceptionSecret);
    }

    [Theory]
    [InlineData("Secret", null, 401, "auth.token_missing")]
    [InlineData("Secret", "forged", 401, "auth.token_invalid")]
    [InlineData("Operate", "reader", 403, "auth.role_missing")]
    public async Task A_call_that_may_not_be_made_is_refused_with_a_code(string method, string? token, int status, string code)
    {
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        var (response, problem) = await Post(method, "{}");

        ((int)response.StatusCode).ShouldBe(status);
        problem.GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task A_deadline_counts_here_too()
    {
        http.DefaultRequestHeaders.Add("grpc-timeout", "200m");

        var (response, problem) = await Post("Wait", """{"key":"json-deadline"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        problem.GetProperty("grpcStatus").GetString().ShouldBe("DEADLINE_EXCEEDED");
        await server.Cancellations.Seen("json-deadline");
    }

    [Fact]
    public async Task A_stream_of_requests_needs_gRPC()
    {
        var (response, problem) = await Post("Sum", "{}");

        response.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        problem.GetProperty("code").GetString().ShouldBe("call.streaming_unsupported");
    }

    [Fact]
    public async Task A_method_that_is_not_there_is_404()
    {
        using var response = await Send("Nothing", "{}");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Interceptors_stand_around_JSON_calls_too()
    {
        await Post("Echo", "{}");

        server.Notes.Methods.ShouldContain("/probe.v1.ProbeService/Echo");
        server.Notes.Service.ShouldBe("probe.v1.ProbeService");
    }

    private static List<JsonElement> Lines(string body) =>
        [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private async Task<(HttpResponseMessage Response, JsonElement Json)> Post(string method, string body, string contentType = "application/json")
    {
        var response = await Send(method, body, contentType);
        return (response, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private Task<HttpResponseMessage> Send(string method, string body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
        return http.PostAsync(new Uri($"/probe.v1.ProbeService/{method}", UriKind.Relative), content);
    }
}
