using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>What every service of the platform has, in one line.</summary>
public static class Defaults
{
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder
            .AddTelemetry()
            .AddSecurityHeaders()
            .AddErrorAnswers()
            .AddTokenAuthentication()
            .AddCallDefaults()
            .AddHealth()
            .AddServerLimits()
            .AddGracefulShutdown();
    }

    /// <summary>The addresses every service has: <c>/health/live</c> and <c>/health/ready</c>, <c>/openapi/v1.json</c>, gRPC's health and reflection.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app) => app.MapHealth().MapCallDefaults();
}
