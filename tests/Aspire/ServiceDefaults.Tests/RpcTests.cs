using System.Net.Http.Headers;
using System.Text;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using PrivacyPlatform.Consent.V1;
using HealthClient = Grpc.Health.V1.Health.HealthClient;

namespace PrivacyPlatform.ServiceDefaults.Tests;

public sealed class RpcTests
{
    private readonly Signer signer = Signer.Ec();

    [Theory]
    [InlineData("refused", StatusCode.InvalidArgument, "subject.looks_personal", "subject_id")]
    [InlineData("unknown", StatusCode.NotFound, "consent.purpose_unknown", null)]
    [InlineData("outage", StatusCode.Unavailable, "store.unavailable", null)]
    [InlineData("conflict", StatusCode.Aborted, "store.conflict", null)]
    [InlineData("overload", StatusCode.ResourceExhausted, "store.overloaded", null)]
    [InlineData("reused", StatusCode.AlreadyExists, "message.id_reused", "command_id")]
    [InlineData("bug", StatusCode.Internal, "internal", null)]
    public async Task What_goes_wrong_reaches_a_gRPC_caller_as_a_code(string subject, StatusCode status, string code, string? field)
    {
        await using var service = await TestService.Start(signer);

        var error = await Should.ThrowAsync<RpcException>(() => Ask(service, subject, signer.Token()));

        (error.StatusCode, Code(error), Field(error)).ShouldBe((status, code, field));
        error.Status.Detail.ShouldNotContain("secret");
        error.Status.Detail.ShouldNotContain("db.internal");
    }

    [Theory]
    [InlineData("refused", 400, "subject.looks_personal", "subject_id")]
    [InlineData("unknown", 404, "consent.purpose_unknown", null)]
    [InlineData("outage", 503, "store.unavailable", null)]
    [InlineData("conflict", 409, "store.conflict", null)]
    [InlineData("overload", 429, "store.overloaded", null)]
    [InlineData("bug", 500, "internal", null)]
    public async Task What_goes_wrong_reaches_a_JSON_caller_as_the_same_code(string subject, int status, string code, string? field)
    {
        await using var service = await TestService.Start(signer);

        var answer = await Post(service, $$"""{"subjectId":"{{subject}}"}""", signer.Token());

        (answer.Status, answer.Code, answer.Field, answer.ContentType).ShouldBe((status, code, field, "application/problem+json"), answer.Body);
        answer.Body.ShouldNotContain("secret");
        answer.Body.ShouldNotContain("db.internal");
    }

    [Theory]
    [InlineData("outage")]
    [InlineData("overload")]
    public async Task What_passes_says_when_to_try_again(string subject)
    {
        await using var service = await TestService.Start(signer);

        var error = await Should.ThrowAsync<RpcException>(() => Ask(service, subject, signer.Token()));

        error.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(1));
        (await Post(service, $$"""{"subjectId":"{{subject}}"}""", signer.Token())).Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_outage_within_a_stream_ends_it_with_its_code()
    {
        await using var service = await TestService.Start(signer);
        var client = new ConsentService.ConsentServiceClient(service.Channel);
        using var call = client.ReadHistory(new ReadHistoryRequest { SubjectId = "outage" }, Bearer(signer.Token(actor: "auditor", roles: ["operator"])));

        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        call.ResponseStream.Current.Actor.ShouldBe("auditor");
        var error = await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        (error.StatusCode, Code(error)).ShouldBe((StatusCode.Unavailable, "store.unavailable"));
    }

    [Fact]
    public async Task Whoever_may_not_enter_is_told_in_gRPCs_terms()
    {
        await using var service = await TestService.Start(signer);

        await ShouldEnd(() => Ask(service, "who", token: null), StatusCode.Unauthenticated, "auth.token_missing");
        await ShouldEnd(() => Ask(service, "who", Signer.Ec().Token()), StatusCode.Unauthenticated, "auth.token_invalid");
        await ShouldEnd(() => Ask(service, "who", signer.Token(from: TimeSpan.FromHours(-2), until: TimeSpan.FromHours(-1))), StatusCode.Unauthenticated, "auth.token_expired");
        await ShouldEnd(() => Ask(service, "who", signer.Token(roles: ["emitter"])), StatusCode.PermissionDenied, "auth.role_missing");
        await ShouldEnd(() => Ask(service, "who", signer.Token(tenant: "opsduty"), ("tenant", "another")), StatusCode.PermissionDenied, "tenant.differs");
    }

    [Fact]
    public async Task Whoever_may_not_enter_is_told_in_JSONs_terms()
    {
        await using var service = await TestService.Start(signer);
        const string Body = """{"subjectId":"who"}""";

        (await Post(service, Body, token: null)).Code.ShouldBe("auth.token_missing");
        (await Post(service, Body, signer.Token(roles: ["emitter"]))).Code.ShouldBe("auth.role_missing");
        var answer = await Post(service, Body, signer.Token(), ("x-tenant", "another"));
        (answer.Status, answer.Code, answer.Field).ShouldBe((403, "tenant.differs", "x-tenant"));
    }

    [Fact]
    public async Task A_method_knows_its_caller_whichever_way_the_call_came()
    {
        await using var service = await TestService.Start(signer);
        var token = signer.Token(tenant: "opsduty", actor: "opsduty-web");

        (await Ask(service, "who", token, ("tenant", "opsduty"))).SubjectId.ShouldContain("Tenant = opsduty, Actor = opsduty-web");
        (await Post(service, """{"subjectId":"who"}""", token)).Body.ShouldContain("Tenant = opsduty, Actor = opsduty-web");
    }

    [Fact]
    public async Task A_call_that_is_too_large_is_refused_on_both_ports()
    {
        await using var service = await TestService.Start(signer);
        var large = new string('x', 1024 * 1024);

        (await Should.ThrowAsync<RpcException>(() => Ask(service, large, signer.Token()))).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        (await Post(service, $$"""{"subjectId":"{{large}}"}""", signer.Token())).Status.ShouldBe(413);
    }

    [Fact]
    public async Task Anybody_may_ask_for_health_over_gRPC()
    {
        await using var service = await TestService.Start(signer);

        var response = await new HealthClient(service.Channel).CheckAsync(new HealthCheckRequest());

        response.Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    private static async Task<GetSubjectResponse> Ask(TestService service, string subject, string? token, params (string Name, string Value)[] headers) =>
        await new ConsentService.ConsentServiceClient(service.Channel).GetSubjectAsync(new GetSubjectRequest { SubjectId = subject }, Bearer(token, headers));

    private static Metadata Bearer(string? token, params (string Name, string Value)[] headers)
    {
        var metadata = new Metadata();
        if (token is not null)
        {
            metadata.Add("authorization", $"Bearer {token}");
        }

        foreach (var (name, value) in headers)
        {
            metadata.Add(name, value);
        }

        return metadata;
    }

    private static async Task<Answer> Post(TestService service, string json, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/privacyplatform.consent.v1.ConsentService/GetSubject");
        request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await service.Send(request, token, headers);
    }

    private static async Task ShouldEnd(Func<Task> call, StatusCode status, string code)
    {
        var error = await Should.ThrowAsync<RpcException>(call);
        (error.StatusCode, Code(error)).ShouldBe((status, code));
    }

    private static string? Code(RpcException error) => error.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;

    private static string? Field(RpcException error) => error.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations.Single().Field;
}
