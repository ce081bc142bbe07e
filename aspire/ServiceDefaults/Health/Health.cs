using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>
/// <c>/health/live</c>: the process answers; if not, start it again. <c>/health/ready</c>: what it needs answers too;
/// if not, send it no callers. Anonymous: they say nothing but names and states.
/// </summary>
public static class Health
{
    /// <summary>A part that takes longer than this to answer does not answer.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck<NotStopping>("process");
        return builder;
    }

    public static WebApplication MapHealth(this WebApplication app)
    {
        Map(app, "/health/live", new HealthCheckOptions { Predicate = _ => false });
        Map(app, "/health/ready", new HealthCheckOptions());
        return app;
    }

    private static void Map(WebApplication app, string path, HealthCheckOptions options)
    {
        options.ResponseWriter = Write;
        app.MapHealthChecks(path, options).AllowAnonymous().DisableHttpMetrics();
    }

    /// <summary>Descriptions and exceptions stay inside: they may hold addresses and names of accounts.</summary>
    private static async Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        var body = new
        {
            status = Word(report.Status),
            checks = report.Entries.Select(entry => new { name = entry.Key, status = Word(entry.Value.Status) }),
        };
        await context.Response.WriteAsJsonAsync(body, JsonSerializerOptions.Web, context.RequestAborted).ConfigureAwait(false);
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
