using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PrivacyPlatform.ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_requests_span_tells_the_path_and_not_the_query()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var signer = Signer.Ec();
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        await using (var service = await TestService.Start(signer))
        {
            await service.Get("/whoami?subject=ada@example.com", signer.Token(), ("traceparent", $"00-{trace}-00f067aa0ba902b7-01"));
        }

        var span = spans.Single(span => span.TraceId.ToHexString() == trace);
        span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").ShouldContain("url.path=/whoami");
        span.TagObjects.ShouldAllBe(tag => !$"{tag.Value}".Contains("ada@"));
    }

    [Fact]
    public async Task Traces_metrics_and_logs_go_to_the_collector_that_the_configuration_names()
    {
        var received = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        await using var collector = await Collector(received);
        var signer = Signer.Ec();
        await using (var service = await TestService.Start(
            signer,
            settings: [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]))
        {
            await service.Get("/throws", signer.Token());
            await service.App.StopAsync();
        }

        received.Keys.ShouldBe(["/v1/logs", "/v1/metrics", "/v1/traces"], ignoreOrder: true);
    }

    [Fact]
    public void An_entry_of_the_log_is_one_line_whatever_it_says()
    {
        var formatter = new OneLine(new FixedClock());
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(LogLevel.Warning, "Some.Category", default, "one\r\n2026-01-01 fail forged\u001b[2J", exception: null, (state, _) => state);

        formatter.Write(entry, scopeProvider: null, writer);

        writer.ToString().ShouldBe("2026-03-01T09:00:00.000Z warn - Some.Category: one 2026-01-01 fail forged [2J \n");
    }

    private static async Task<WebApplication> Collector(ConcurrentDictionary<string, long> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        var app = builder.Build();
        app.MapPost("/v1/{signal}", (HttpRequest request) =>
        {
            received[request.Path] = request.ContentLength ?? 0;
            return Results.Ok();
        });
        await app.StartAsync();
        return app;
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    }
}
