using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>
/// Traces, metrics and logs to an OpenTelemetry collector where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one, with the
/// other standard <c>OTEL_*</c> settings; logs to the console always.
/// </summary>
public static class Telemetry
{
    /// <summary>Whose spans are collected; together they make one trace from the RPC to the consumer.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", "PrivacyPlatform.*"];

    /// <summary>Whose figures are collected.</summary>
    public static IReadOnlyList<string> Meters { get; } =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql", "MassTransit", "PrivacyPlatform.*"];

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.AddConsoleLog();
        // Off by default in ASP.NET Core 10: method and path as attributes of the request's span. No query is among them.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", isEnabled: false);
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return builder;
        }

        var resource = Resource(builder);
        builder.Logging.AddOpenTelemetry(log =>
        {
            log.SetResourceBuilder(resource);
            log.IncludeFormattedMessage = true;
            log.AddOtlpExporter();
        });
        builder.Services.AddHostedService(_ => new Collection(() => OpenTelemetrySdk.Create(sdk =>
        {
            // The host's configuration, so that OTEL_* settings may stand in a file as well as in the environment.
            sdk.Services.AddSingleton<IConfiguration>(builder.Configuration);
            sdk.WithTracing(traces => traces.SetResourceBuilder(resource).AddSource([.. Sources]).AddProcessor(new CallersWordsLeftOut()).AddOtlpExporter());
            sdk.WithMetrics(metrics => metrics.SetResourceBuilder(resource).AddMeter([.. Meters]).AddOtlpExporter());
        })));
        return builder;
    }

    private static ResourceBuilder Resource(WebApplicationBuilder builder) =>
        ResourceBuilder.CreateDefault().AddService(
            builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName,
            serviceVersion: Assembly.GetEntryAssembly()?.GetName().Version?.ToString());

    /// <summary>Collects from the first hosted service's start to the end of the host; disposing sends what is left.</summary>
    private sealed class Collection(Func<OpenTelemetrySdk> open) : IHostedService, IDisposable
    {
        private OpenTelemetrySdk? sdk;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            sdk = open();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => sdk?.Dispose();
    }
}
