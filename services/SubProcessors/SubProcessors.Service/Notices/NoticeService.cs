using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>Issues and delivers notices. What is due is in the database, so no restart loses any.</summary>
internal sealed class NoticeService(NoticeRounds rounds, StoreNews news, LeaderLock leaders, StoreGate gate, TimeProvider clock, ILogger<NoticeService> log)
    : LeadingService("notices", leaders, gate, clock, log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    protected override async Task Lead(CancellationToken leading)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(leading);
        await Task.WhenAll(Keep(rounds.Issue, both), Keep(rounds.Deliver, both));
    }

    /// <summary>One that fails ends the other: both begin again together.</summary>
    private async Task Keep(Func<CancellationToken, Task<bool>> round, CancellationTokenSource both)
    {
        try
        {
            while (true)
            {
                var signal = news.AnythingSequenced;
                if (!await round(both.Token))
                {
                    await StoreNews.Wait(signal, LookEvery, both.Token);
                }
            }
        }
        finally
        {
            await both.CancelAsync();
        }
    }
}
