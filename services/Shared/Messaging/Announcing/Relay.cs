using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// Carries committed events from the outbox to the broker: one instance at a time, in order within a stream, at least once.
/// An event leaves the outbox only when the broker has confirmed it.
/// </summary>
internal sealed partial class Relay(
    MessagingPlan plan,
    Outbox outbox,
    LeaderLock leaders,
    StoreGate gate,
    BrokerConnections connections,
    BrokerTopology topology,
    RelayStatus status,
    MessagingTelemetry telemetry,
    IOptions<RelayOptions> options,
    TimeProvider clock,
    ILogger<Relay> logger) : BackgroundService
{
    private readonly RelayOptions options = options.Value;
    private readonly AnnouncementMap map = plan.Announcements ?? throw new InvalidOperationException("There is nothing to announce.");
    private readonly HashSet<string> unheard = new(StringComparer.Ordinal);
    private int failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = await LeadOnce(stoppingToken);
            await Task.Delay(rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Leads until something ends it.</summary>
    /// <returns>How long to rest before the next attempt.</returns>
    private async Task<TimeSpan> LeadOnce(CancellationToken stopping)
    {
        try
        {
            if (!gate.IsOpen)
            {
                status.Is(RelayState.Stopped, gate.Reason);
                await gate.Opened.WaitAsync(stopping);
            }

            await using var leadership = await leaders.TryAcquire($"relay:{plan.ServiceName}", stopping);
            if (leadership is null)
            {
                failures = 0;
                telemetry.OldestPending = () => null; // the leader tells
                status.Is(RelayState.Standby, "another instance relays");
                return options.Standby;
            }

            using var leading = CancellationTokenSource.CreateLinkedTokenSource(stopping, leadership.Lost, gate.WhileOpen);
            await Lead(leading.Token);
            return TimeSpan.Zero;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (UnannouncedEventException unknown)
        {
            // The lock is free meanwhile: an instance of a newer version may know the event.
            telemetry.RelayFailed(unknown);
            status.Is(RelayState.Stopped, unknown.Message);
            LogStopped(unknown.Message);
            return options.Stopped;
        }
        catch (Exception failure)
        {
            telemetry.RelayFailed(failure);
            status.Is(RelayState.Failing, $"tries again after {failure.GetType().Name}");
            LogFailing(failure.GetType().Name, failures);
            return Backoff.Standard.Before(failures++);
        }
    }

    private async Task Lead(CancellationToken ct)
    {
        // Until it reads the outbox, the relay says how old the oldest event is that waits meanwhile.
        var oldest = await outbox.Oldest(ct);
        telemetry.OldestPending = () => oldest?.RecordedAt;
        using var flight = new Flight(options.Window);
        await using var publisher = await AnnouncementPublisher.Connect(connections, topology, flight, telemetry, Unheard, ct);
        var term = new RelayTerm(map, outbox, publisher, flight, telemetry, options, clock);
        status.Is(RelayState.Leading, "relays");
        LogLeading(plan.ServiceName);
        telemetry.OldestPending = () => flight.Oldest;
        try
        {
            await term.Run(ct);
        }
        finally
        {
            failures = term.Moved ? 0 : failures;
        }
    }

    /// <summary>
    /// Nobody may have subscribed yet: normal for an announcement, and no reason to hold others back, since a new subscriber reads
    /// the past from the owner's feed. Said once per exchange, counted always.
    /// </summary>
    private void Unheard(string exchange)
    {
        if (unheard.Add(exchange))
        {
            LogUnheard(exchange);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No queue is bound to {Exchange}: what is announced there reaches nobody yet")]
    private partial void LogUnheard(string exchange);

    [LoggerMessage(Level = LogLevel.Information, Message = "This instance relays the events of {Service}")]
    private partial void LogLeading(string service);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The relay tries again after {Failure} (attempt {Attempt}); nothing is lost")]
    private partial void LogFailing(string failure, int attempt);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The relay stands still: {Reason}")]
    private partial void LogStopped(string reason);
}
