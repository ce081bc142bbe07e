using System.Net;
using System.Net.Http.Headers;
using PrivacyPlatform.Calls.Tests.Server;

namespace PrivacyPlatform.Calls.Tests;

/// <summary>The protocol's corners, asked byte by byte.</summary>
public sealed class ProtocolTests(ProbeServer server) : IDisposable
{
    private static readonly byte[] EmptyMessage = [0, 0, 0, 0, 0];

    private readonly HttpClient http = new() { BaseAddress = new Uri(server.GrpcAddress) };

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task An_answer_without_a_message_is_its_headers_alone()
    {
        using var response = await Send("Break", EmptyMessage);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(response, "grpc-status").ShouldBe("2");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        response.TrailingHeaders.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_status_of_an_answer_with_a_message_comes_after_it()
    {
        using var response = await Send("Echo", EmptyMessage);

        (await response.Content.ReadAsByteArrayAsync()).ShouldBe([0, 0, 0, 0, 2, 10, 0]);
        response.Headers.Contains("grpc-status").ShouldBeFalse();
        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/grpc-web")]
    [InlineData(null)]
    public async Task A_request_that_is_not_gRPC_is_415(string? contentType)
    {
        using var response = await Send("Echo", EmptyMessage, contentType);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_format_may_follow_the_content_type()
    {
        using var response = await Send("Echo", EmptyMessage, "application/grpc+proto");

        await response.Content.ReadAsByteArrayAsync();
        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Fact]
    public async Task GRPC_over_HTTP_1_is_told_to_upgrade()
    {
        using var content = new ByteArrayContent(EmptyMessage) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } };
        using var response = await http.PostAsync(new Uri($"{server.JsonAddress}/probe.v1.ProbeService/Echo"), content);

        response.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 7, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 0xFF })]
    public async Task Bytes_that_are_no_single_message_are_an_internal_error(byte[] body)
    {
        using var response = await Send("Echo", body);

        Header(response, "grpc-status").ShouldBe("13");
    }

    [Fact]
    public async Task An_announced_length_above_the_limit_is_refused_before_it_comes()
    {
        using var response = await Send("Echo", [0, 0x7F, 0xFF, 0xFF, 0xFF]);

        Header(response, "grpc-status").ShouldBe("8");
    }

    [Fact]
    public async Task An_unknown_compression_is_told_which_are_known()
    {
        using var response = await Send("Echo", EmptyMessage, headers: ("grpc-encoding", "snappy"));

        Header(response, "grpc-status").ShouldBe("12");
        Header(response, "grpc-accept-encoding").ShouldBe("identity,gzip");
    }

    [Theory]
    [InlineData("AAEC/w")]
    [InlineData("AAEC/w==")]
    public async Task Binary_metadata_may_be_padded_or_not_and_leaves_unpadded(string value)
    {
        using var response = await Send("Echo", EmptyMessage, headers: ("x-echo-bin", value));

        await response.Content.ReadAsByteArrayAsync();
        response.TrailingHeaders.GetValues("x-echo-bin").ShouldBe(["AAEC/w"]);
    }

    [Fact]
    public async Task Binary_metadata_that_is_not_base64_is_an_internal_error()
    {
        using var response = await Send("Echo", EmptyMessage, headers: ("x-echo-bin", "***"));

        Header(response, "grpc-status").ShouldBe("13");
    }

    [Fact]
    public async Task A_message_for_people_is_percent_encoded()
    {
        // RefuseRequest { status: 5, message: "å%" }
        using var response = await Send("Refuse", [0, 0, 0, 0, 7, 8, 5, 18, 3, 0xC3, 0xA5, 0x25]);

        Header(response, "grpc-message").ShouldBe("%C3%A5%25");
    }

    [Fact]
    public async Task A_service_that_takes_no_notice_of_its_deadline_is_answered_for()
    {
        // WaitRequest { key: "i" }
        using var response = await Send("Ignore", [0, 0, 0, 0, 3, 10, 1, (byte)'i'], headers: ("grpc-timeout", "200m"));

        Header(response, "grpc-status").ShouldBe("4");
        server.Cancellations.Release("i");
    }

    [Fact]
    public async Task A_timeout_that_is_not_of_the_protocols_form_is_none()
    {
        using var response = await Send("Echo", EmptyMessage, headers: ("grpc-timeout", "soon"));

        (await response.Content.ReadAsByteArrayAsync()).ShouldNotBeEmpty();
        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_refused_token_is_an_answer_of_gRPC_not_of_HTTP()
    {
        using var response = await Send("Secret", EmptyMessage);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(response, "grpc-status").ShouldBe("16");
    }

    [Fact]
    public async Task Responses_are_compressed_where_the_caller_accepts_it()
    {
        using var response = await Send("Echo", EmptyMessage, headers: ("grpc-accept-encoding", "gzip"));

        Header(response, "grpc-encoding").ShouldBe("gzip");
        (await response.Content.ReadAsByteArrayAsync())[0].ShouldBe((byte)1);
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).ShouldHaveSingleItem();

    private async Task<HttpResponseMessage> Send(string method, byte[] body, string? contentType = "application/grpc", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/probe.v1.ProbeService/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
