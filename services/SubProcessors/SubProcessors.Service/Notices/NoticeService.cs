using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>Issues and delivers notices, in one instance at a time: which one, an advisory lock says. What is due is in the database, so no restart loses any.</summary>
internal sealed partial class NoticeService(NoticeRounds rounds, StoreNews news, LeaderLock leaders, StoreGate gate, TimeProvider clock, ILogger<NoticeService> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LeadOnce(stoppingToken);
            await Task.Delay(TryAgainAfter, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadOnce(CancellationToken stopping)
    {
        try
        {
            await gate.Opened.WaitAsync(stopping); // nobody gets a notice out of a store that was not accepted
            await using var leadership = await leaders.TryAcquire("notices", stopping);
            if (leadership is null)
            {
                return;
            }

            using var leading = CancellationTokenSource.CreateLinkedTokenSource(stopping, leadership.Lost, gate.WhileOpen);
            await Task.WhenAll(Keep(rounds.Issue, leading), Keep(rounds.Deliver, leading));
        }
        catch (OperationCanceledException)
        {
            // asked to stop, or no longer the leader
        }
#pragma warning disable CA1031 // whatever it is, giving up would leave customers without notice
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Paused(log, failure.GetType().Name);
        }
    }

    /// <summary>One that fails ends the other: both begin again together.</summary>
    private async Task Keep(Func<CancellationToken, Task<bool>> round, CancellationTokenSource leading)
    {
        try
        {
            while (true)
            {
                var signal = news.AnythingSequenced;
                if (!await round(leading.Token))
                {
                    await StoreNews.Wait(signal, LookEvery, leading.Token);
                }
            }
        }
        finally
        {
            await leading.CancelAsync();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Notices go on after {Failure}; nothing is lost")]
    private static partial void Paused(ILogger log, string failure);
}
