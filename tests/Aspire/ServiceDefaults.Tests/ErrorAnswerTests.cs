using System.Net.Http.Headers;
using System.Text;

namespace PrivacyPlatform.ServiceDefaults.Tests;

public sealed class ErrorAnswerTests
{
    private readonly Signer signer = Signer.Ec();

    [Fact]
    public async Task An_exception_shows_nothing_of_itself()
    {
        await using var service = await TestService.Start(signer);

        var answer = await service.Get("/throws", signer.Token());

        (answer.Status, answer.Code, answer.ContentType).ShouldBe((500, "internal", "application/problem+json"));
        answer.Body.ShouldNotContain("secret");
        answer.Body.ShouldNotContain("Exception");
        answer.Text("traceId").ShouldNotBeNull().Length.ShouldBe(32);
    }

    [Fact]
    public async Task An_address_that_is_not_there_says_so()
    {
        await using var service = await TestService.Start(signer);

        var answer = await service.Get("/nowhere", signer.Token());

        (answer.Status, answer.Code).ShouldBe((404, "http.not_found"));
    }

    [Fact]
    public async Task A_method_that_is_not_answered_says_so()
    {
        await using var service = await TestService.Start(signer);

        var answer = await service.Get("/echo", signer.Token());

        (answer.Status, answer.Code).ShouldBe((405, "http.method_not_allowed"));
    }

    [Theory]
    [InlineData("{\"text\":", "application/json", 400, "message.malformed")]
    [InlineData("text", "text/plain", 415, "message.media_type_unsupported")]
    public async Task A_body_that_cannot_be_read_is_refused_with_a_code(string body, string type, int status, string code)
    {
        await using var service = await TestService.Start(signer);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo");
        request.Content = new StringContent(body, Encoding.UTF8, type);

        var answer = await service.Send(request, signer.Token());

        (answer.Status, answer.Code).ShouldBe((status, code));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var service = await TestService.Start(signer);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo");
        request.Content = new ByteArrayContent(new byte[2 * 1024 * 1024]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.ExpectContinue = true;

        var answer = await service.Send(request, signer.Token());

        (answer.Status, answer.Code).ShouldBe((413, "message.too_large"));
    }

    [Theory]
    [InlineData("/whoami", true)]
    [InlineData("/whoami", false)]
    [InlineData("/throws", true)]
    [InlineData("/nowhere", true)]
    [InlineData("/health/ready", false)]
    public async Task Every_answer_forbids_keeping_guessing_and_framing(string path, bool authenticated)
    {
        await using var service = await TestService.Start(signer);

        var answer = await service.Get(path, authenticated ? signer.Token() : null);

        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; frame-ancestors 'none'"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_for_everybody_says_itself_how_long_it_may_be_kept_and_its_errors_may_not()
    {
        await using var service = await TestService.Start(signer);

        var page = await service.Get("/page", token: null);
        page.Headers.CacheControl!.ToString().ShouldBe("public, max-age=60");
        page.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; frame-ancestors 'none'"]);

        var failed = await service.Get("/page?fails=true", token: null);
        failed.Status.ShouldBe(500);
        failed.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
