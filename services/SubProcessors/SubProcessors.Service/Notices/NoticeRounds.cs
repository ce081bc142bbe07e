using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>The two kinds of work that notices are, a round at a time. For one caller at a time.</summary>
internal sealed partial class NoticeRounds(
    EventFeed feed, NoticeQueue queue, NoticeIssuer issuer, DeliveryAttempt attempt, TimeProvider clock, ILogger<NoticeRounds> log)
{
    private const int Page = 200;
    private const int AtOnce = 16; // a slow receiver holds up few

    /// <summary>Makes notices of a page of what happened.</summary>
    /// <returns>Whether there is more.</returns>
    public async Task<bool> Issue(CancellationToken ct)
    {
        var page = await feed.ReadAll(await queue.IssuedTo(ct), Page, ct);
        foreach (var positioned in page.Events)
        {
            if (await issuer.Take(positioned.Event, ct))
            {
                await queue.IssuedTo(positioned.Position, ct); // many customers are much work: it is seen to move, and is not done again
            }
        }

        if (page.Events.Count > 0)
        {
            await queue.IssuedTo(page.Position, ct);
        }

        return !page.CaughtUp;
    }

    /// <summary>Tries what is due.</summary>
    /// <returns>Whether there is more, and it moves.</returns>
    public async Task<bool> Deliver(CancellationToken ct)
    {
        var due = await queue.Due(clock.GetUtcNow(), Page, ct);
        var failed = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (delivery, ct) =>
        {
            try
            {
                await attempt.Make(delivery, ct);
            }
#pragma warning disable CA1031 // one that fails otherwise than by its receiver must not hold up the others; it stays due
            catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Interlocked.Increment(ref failed);
                Failed(log, delivery.NoticeId, failure.GetType().Name);
            }
        });
        return due.Count == Page && failed < Page;
    }

    [LoggerMessage(LogLevel.Error, "The notice {NoticeId} could not be tried: {Failure}; it stays due")]
    private static partial void Failed(ILogger log, Guid noticeId, string failure);
}
