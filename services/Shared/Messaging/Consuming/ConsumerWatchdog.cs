using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// Starts the consumers again where MassTransit 8.4.0 does not: when an endpoint stays down although the broker answers, and before
/// a long outage makes the broker close the channel of messages that were not acknowledged within 30 minutes (its consumer_timeout),
/// after which 8.4.0 would not consume again.
/// </summary>
internal sealed partial class ConsumerWatchdog(
    IServiceProvider services, BrokerConnections connections, TimeProvider clock, ILogger<ConsumerWatchdog> logger) : BackgroundService
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(10);

    private CancellationTokenSource restarting = new();
    private volatile bool retriedTooLong;

    /// <summary>Canceled when consumers are about to be stopped: what is being repeated goes back to its queue.</summary>
    public CancellationToken Restarting => restarting.Token;

    public void StillRetrying(TimeSpan since) => retriedTooLong |= since > LongestRetry;

    public override void Dispose()
    {
        restarting.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (services.GetService<IBusControl>() is not { } bus)
        {
            return;
        }

        long? downSince = null;
        using var glance = new PeriodicTimer(Glance, clock);
        while (await glance.WaitForNextTickAsync(stoppingToken))
        {
            var healthy = bus.CheckHealth().Status == BusHealthStatus.Healthy;
            downSince = healthy ? null : downSince ?? clock.GetTimestamp();
            var stalled = downSince is { } since && clock.GetElapsedTime(since) > Patience && await connections.BrokerAnswers(stoppingToken);
            if (stalled || retriedTooLong)
            {
                LogRestart(stalled ? "they stay down although the broker answers" : "an outage lasts, and unacknowledged messages must not grow too old");
                await Restart(bus, stoppingToken);
                downSince = null;
            }
        }
    }

    private async Task Restart(IBusControl bus, CancellationToken ct)
    {
        retriedTooLong = false;
        await restarting.CancelAsync();
        try
        {
            await bus.StopAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            restarting = new CancellationTokenSource();
        }

        if (!ct.IsCancellationRequested)
        {
            // Bounded: a broker that went away meanwhile is waited for by the next glance.
            await bus.StartAsync(TimeSpan.FromSeconds(30));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The consumers are started again: {Reason}")]
    private partial void LogRestart(string reason);
}
