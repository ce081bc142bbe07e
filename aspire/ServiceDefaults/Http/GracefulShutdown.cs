using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>First "not ready", then no new work, then the work at hand is finished.</summary>
public static class GracefulShutdown
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>
    /// <c>Shutdown:Drain</c> (a time span, none by default) is how long a stopping service still serves while it says that
    /// it is not ready: set it to the interval at which the load balancer asks.
    /// </summary>
    public static WebApplicationBuilder AddGracefulShutdown(this WebApplicationBuilder builder)
    {
        // Below the 30 seconds after which orchestrators kill.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Patience);
        var drain = builder.Configuration.GetValue("Shutdown:Drain", TimeSpan.Zero);
        builder.Services.AddHostedService(services => new Drain(drain, services.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>The web server stops with the other services; before any of them this one waits.</summary>
    private sealed class Drain(TimeSpan time, TimeProvider clock) : IHostedLifecycleService
    {
        public Task StoppingAsync(CancellationToken cancellationToken) =>
            time > TimeSpan.Zero ? Task.Delay(time, clock, cancellationToken) : Task.CompletedTask;

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
