using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// Starts the consumers again where MassTransit 8.4.0 does not: when an endpoint stays down although the broker answers, and before
/// a long outage makes the broker close the channel of messages that were not acknowledged within 30 minutes (its consumer_timeout),
/// after which 8.4.0 would not consume again. It stops and starts the whole bus, since an endpoint by itself would be
/// given the connection that died.
/// </summary>
internal sealed partial class ConsumerWatchdog(
    IServiceProvider services, BrokerConnections connections, IOptions<ConsumerWatchdogOptions> options, TimeProvider clock,
    ILogger<ConsumerWatchdog> logger) : BackgroundService
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly ConsumerWatchdogOptions options = options.Value;
    private CancellationTokenSource restarting = new();
    private volatile bool retriedTooLong;

    /// <summary>Canceled when consumers are about to be stopped: what is being repeated goes back to its queue.</summary>
    public CancellationToken Restarting => restarting.Token;

    public void StillRetrying(TimeSpan since) => retriedTooLong |= since > options.LongestRetry;

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
        using var glance = new PeriodicTimer(options.Glance, clock);
        while (await glance.WaitForNextTickAsync(stoppingToken))
        {
            var health = bus.CheckHealth();
            downSince = health.Status == BusHealthStatus.Healthy ? null : downSince ?? clock.GetTimestamp();
            var stalled = downSince is { } since && clock.GetElapsedTime(since) > options.Patience && await connections.BrokerAnswers(stoppingToken);
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
            await bus.StopAsync(Bound);
            foreach (var endpoint in bus.CheckHealth().Endpoints.Values.Select(endpoint => endpoint.ReceiveEndpoint).OfType<ReceiveEndpoint>())
            {
                // 8.4.0 takes one that was stopped between two attempts to connect for one that runs, and would leave it stopped for ever.
                endpoint.CurrentState = ReceiveEndpoint.State.Completed;
            }

            if (!ct.IsCancellationRequested)
            {
                await bus.StartAsync(Bound);
            }
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // A broker that went away meanwhile, or a consumer that does not let go: looked at again with the next glances.
            LogNotRestarted(failure.GetType().Name);
        }
        finally
        {
            restarting = new CancellationTokenSource();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The consumers are started again: {Reason}")]
    private partial void LogRestart(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The consumers could not be started again: {Failure}")]
    private partial void LogNotRestarted(string failure);
}
