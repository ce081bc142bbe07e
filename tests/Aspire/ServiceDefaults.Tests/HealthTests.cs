using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PrivacyPlatform.ServiceDefaults.Tests;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/health/live", """{"status":"healthy","checks":[]}""")]
    [InlineData("/health/ready", """{"status":"healthy","checks":[{"name":"process","status":"healthy"}]}""")]
    public async Task Anybody_may_ask_how_the_service_is(string path, string body)
    {
        await using var service = await TestService.Start();

        var answer = await service.Get(path);

        (answer.Status, answer.Body).ShouldBe((200, body));
    }

    [Fact]
    public async Task A_part_that_does_not_answer_makes_the_service_unready_but_alive_and_keeps_its_secrets()
    {
        await using var service = await TestService.Start(configure: builder => builder.Services.AddHealthChecks()
            .AddCheck("database", () => throw new InvalidOperationException("password=secret")));

        var ready = await service.Get("/health/ready");

        ready.Status.ShouldBe(503);
        ready.Body.ShouldBe("""{"status":"unhealthy","checks":[{"name":"process","status":"healthy"},{"name":"database","status":"unhealthy"}]}""");
        (await service.Get("/health/live")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_service_that_stops_says_that_it_is_not_ready_while_it_still_answers()
    {
        await using var service = await TestService.Start(settings: ("Shutdown:Drain", "00:01:00"));
        using var noPatience = new CancellationTokenSource();

        var stopping = service.App.StopAsync(noPatience.Token);
        service.App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var ready = await service.Get("/health/ready");
        await noPatience.CancelAsync();

        ready.Status.ShouldBe(503);
        JsonDocument.Parse(ready.Body).RootElement.GetProperty("checks")[0].GetProperty("status").GetString().ShouldBe("unhealthy");
        await Should.ThrowAsync<OperationCanceledException>(() => stopping);
    }
}
