using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PrivacyPlatform.EventStore;

/// <summary>Forgets old command ids once a day, in one instance at a time.</summary>
internal sealed partial class InboxRetentionService(
    InboxRetention retention, LeaderLock leaders, ILogger<InboxRetentionService> log, TimeProvider? time = null) : BackgroundService
{
    /// <summary>Not while everything starts.</summary>
    private static readonly TimeSpan First = TimeSpan.FromHours(1);

    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider clock = time ?? TimeProvider.System;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; ; wait = Every)
        {
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Sweep(stoppingToken);
        }
    }

    private async Task Sweep(CancellationToken stopping)
    {
        try
        {
            await using var leadership = await leaders.TryAcquire("inbox", stopping);
            if (leadership is not null)
            {
                using var leading = CancellationTokenSource.CreateLinkedTokenSource(stopping, leadership.Lost);
                Swept(log, await retention.Sweep(Rest, clock, leading.Token));
            }
        }
#pragma warning disable CA1031 // whatever it is, tomorrow is another day
        catch (Exception failure) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, failure.GetType().Name);
        }
        catch (OperationCanceledException)
        {
            // asked to stop
        }
    }

    [LoggerMessage(LogLevel.Information, "{Commands} old command ids were forgotten")]
    private static partial void Swept(ILogger log, long commands);

    [LoggerMessage(LogLevel.Warning, "Old command ids are forgotten tomorrow, after {Failure}")]
    private static partial void Failed(ILogger log, string failure);
}
