using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grpc.Core;

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>Who may call what, and for whom.</summary>
public sealed class CallersTests(ConsentApp app)
{
    private static readonly string[] Roles = ["emitter", "reader", "operator", "reviewer", "officer", "platform"];

    public static TheoryData<string, string[]> Permitted => new()
    {
        { "DefinePurpose", ["operator"] },
        { "PublishNotice", ["operator"] },
        { "ListPurposes", ["reader", "operator", "reviewer"] },
        { "Grant", ["emitter"] },
        { "Deny", ["emitter"] },
        { "Withdraw", ["emitter"] },
        { "Authorize", ["reader", "emitter"] },
        { "GetSubject", ["reader", "reviewer"] },
        { "ReadHistory", ["reviewer"] },
        { "Erase", ["officer"] },
        { "GetErasures", ["officer", "reviewer"] },
    };

    [Theory]
    [MemberData(nameof(Permitted))]
    public async Task A_method_is_for_its_roles_and_for_no_others(string method, string[] permitted)
    {
        var tenant = await app.Tenant();
        foreach (var role in Roles)
        {
            var call = Call(method, tenant.As(role));
            if (permitted.Contains(role))
            {
                await call;
            }
            else
            {
                await call.ShouldBeRefused(StatusCode.PermissionDenied, "auth.role_missing", field: null);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Permitted))]
    public async Task Nobody_calls_without_a_token_or_with_a_bad_one(string method, string[] permitted)
    {
        var tenant = await app.Tenant();
        await Call(method, []).ShouldBeRefused(StatusCode.Unauthenticated, "auth.token_missing", "authorization");

        var token = tenant.Token(permitted);
        var signature = token.LastIndexOf('.') + 1;
        var forged = token[..signature] + (token[signature] == 'A' ? 'B' : 'A') + token[(signature + 1)..];
        await Call(method, new() { { "authorization", $"Bearer {forged}" } }).ShouldBeRefused(StatusCode.Unauthenticated, "auth.token_invalid", "authorization");
    }

    [Fact]
    public void Every_method_of_the_contract_is_here() =>
        Permitted.Select(row => row.Data.Item1).ShouldBe(V1.ConsentService.Descriptor.Methods.Select(method => method.Name), ignoreOrder: true);

    [Fact]
    public async Task The_same_methods_answer_JSON_over_HTTP()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1");

        var answer = await Post("Authorize", tenant.Token("reader"), """{"subjectId": "s-1", "purposeId": "newsletter"}""");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var json = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        ((string?)json["verdict"]).ShouldBe("VERDICT_PERMIT");
        ((string?)json["reason"]).ShouldBe("consent.granted");
    }

    [Theory]
    [InlineData("""{"subjectId": "anna@example.com", "purposeId": "newsletter"}""", HttpStatusCode.BadRequest, "subject.looks_personal", "subject_id")]
    [InlineData("""{"subjectId": "s-1", "purposeId": "astrology"}""", HttpStatusCode.NotFound, "consent.purpose_unknown", "purpose_id")]
    [InlineData("""{"subjectId": 4711}""", HttpStatusCode.BadRequest, "message.malformed", "subjectId")]
    [InlineData("""{"subjectId":""", HttpStatusCode.BadRequest, "message.malformed", null)]
    public async Task A_refusal_in_JSON_is_problem_details_with_code_and_field(string body, HttpStatusCode status, string code, string? field)
    {
        var tenant = await app.Tenant();

        var answer = await Post("Authorize", tenant.Token("reader"), body);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldNotContain("anna");
        var problem = JsonNode.Parse(text)!;
        ((string?)problem["code"]).ShouldBe(code);
        ((string?)problem["field"]).ShouldBe(field);
    }

    private async Task<HttpResponseMessage> Post(string method, string token, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/privacyplatform.consent.v1.ConsentService/{method}")
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await app.Http.SendAsync(request);
    }

    private async Task Call(string method, Metadata headers)
    {
        switch (method)
        {
            case "DefinePurpose": await app.Client.DefinePurposeAsync(Requests.Purpose("newsletter", V1.LegalBasis.Consent), headers); break;
            case "PublishNotice": await app.Client.PublishNoticeAsync(Requests.Notice(), headers); break;
            case "ListPurposes": await app.Client.ListPurposesAsync(new(), headers); break;
            case "Grant": await app.Client.GrantAsync(Requests.Grant(), headers); break;
            case "Deny": await app.Client.DenyAsync(new() { SubjectId = "s-1", PurposeId = "newsletter" }, headers); break;
            case "Withdraw": await app.Client.WithdrawAsync(new() { SubjectId = "s-1", PurposeId = "newsletter" }, headers); break;
            case "Authorize": await app.Client.AuthorizeAsync(new() { SubjectId = "s-1", PurposeId = "newsletter" }, headers); break;
            case "Erase": await app.Client.EraseAsync(new() { SubjectId = "s-1", Reason = "dsar.erasure" }, headers); break;
            case "GetErasures": await app.Client.GetErasuresAsync(new() { SubjectId = "s-1" }, headers); break;
            case "GetSubject": await app.Client.GetSubjectAsync(new() { SubjectId = "s-1" }, headers); break;
            case "ReadHistory":
                using (var call = app.Client.ReadHistory(new() { SubjectId = "s-1" }, headers))
                {
                    await call.ResponseStream.MoveNext(CancellationToken.None);
                }

                break;
            default: throw new ArgumentOutOfRangeException(nameof(method), method, "Say here how it is called.");
        }
    }
}
