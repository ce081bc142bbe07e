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
            await using var leadership = await leaders.TryAcquire($"relay:{plan.ServiceName}", stopping);
            if (leadership is null)
            {
                failures = 0;
                status.Is(RelayState.Standby, "another instance relays");
                return options.Standby;
            }

            using var leading = CancellationTokenSource.CreateLinkedTokenSource(stopping, leadership.Lost);
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
            telemetry.RelayFailed();
            status.Is(RelayState.Stopped, unknown.Message);
            LogStopped(unknown.Message);
            return options.Stopped;
        }
        catch (Exception failure)
        {
            telemetry.RelayFailed();
            status.Is(RelayState.Failing, $"tries again after {failure.GetType().Name}");
            LogFailing(failure.GetType().Name, failures);
            return Backoff.Standard.Before(failures++);
        }
    }

    private async Task Lead(CancellationToken ct)
    {
        await using var publisher = await AnnouncementPublisher.Connect(connections, topology, telemetry, options, clock, Unheard, ct);
        status.Is(RelayState.Leading, "relays");
        LogLeading(plan.ServiceName);
        var after = 0L;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var pending = await outbox.ReadPending(options.Window, after, ct);
            telemetry.OldestPending(pending is [var oldest, ..] ? oldest.RecordedAt : null);
            if (pending.Count > 0)
            {
                await Announce(publisher, pending, ct);
            }

            // A full window reads on behind itself, which spares the index its deleted head; a short one ends the pass, and the
            // next pass begins at the front, where an event may have committed late.
            after = pending.Count == options.Window ? pending[^1].Sequence : 0;
            if (after == 0)
            {
                await outbox.WaitForNews(options.Idle, ct);
            }
        }
    }

    private async Task Announce(AnnouncementPublisher publisher, IReadOnlyList<RecordedEvent> pending, CancellationToken ct)
    {
        var announcements = new List<Announcement>(pending.Count);
        var silent = new List<long>();
        UnannouncedEventException? unknown = null;
        foreach (var recorded in pending)
        {
            try
            {
                var announcement = new Announcement(recorded, map.Of(recorded));
                if (announcement.Message is null)
                {
                    silent.Add(recorded.Sequence);
                }
                else
                {
                    announcements.Add(announcement);
                }
            }
            catch (UnannouncedEventException stop)
            {
                // What comes before it still goes out; nothing behind it does.
                unknown = stop;
                break;
            }
        }

        var (confirmed, failure) = announcements.Count == 0 ? ([], null) : await publisher.Publish(announcements, ct);
        // Also at shutdown, within a bound: what the broker has taken need not be published again.
        using var flush = new CancellationTokenSource();
        using var shutdown = ct.Register(() => flush.CancelAfter(options.FlushTimeout));
        await outbox.Confirm([.. silent, .. confirmed], flush.Token);
        if ((failure ?? unknown) is { } end)
        {
            throw end;
        }

        failures = 0;
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
