using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>
/// Degraded while something was announced and no notice is made of it, or while a notice that is due is not tried: customers' periods run meanwhile.
/// Looks at the database, not at this instance: whichever instance leads, every one of them tells. A receiver that says no is no trouble of ours.
/// </summary>
internal sealed class NoticesMove(NoticeQueue queue, EventFeed feed, TimeProvider clock) : IHealthCheck
{
    /// <summary>Longer than the slowest attempt takes.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ProgressWatch watch = new(clock, Patience);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = new List<string>();
        var position = await queue.IssuedTo(cancellationToken);
        if (watch.StandsStill("issuing", position, newer: (await feed.ReadAll(position, 1, cancellationToken)).Events.Count > 0))
        {
            troubles.Add($"no notice is made of what was recorded behind position {position}");
        }

        var longest = await queue.LongestDue(clock.GetUtcNow(), cancellationToken);
        if (watch.StandsStill("delivery", longest.GetHashCode(), newer: longest is not null))
        {
            troubles.Add($"the notice {longest!.Value.Delivery.NoticeId} is due and is not tried");
        }

        return troubles.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", troubles));
    }
}
