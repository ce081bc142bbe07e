using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyPlatform.EventStore;

/// <summary>Degraded while committed events wait for their place in the feed and none gets one: then the feed and all projections stand still.</summary>
internal sealed class SequencerMoves(EventSequencer sequencer, TimeProvider? clock = null) : IHealthCheck
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ProgressWatch watch = new(clock ?? TimeProvider.System, Patience);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var oldest = await sequencer.OldestWaiting(cancellationToken);
        return watch.StandsStill("sequencer", oldest, newer: oldest != 0)
            ? HealthCheckResult.Degraded("Committed events have been waiting for their place in the feed, and nothing moves.")
            : HealthCheckResult.Healthy();
    }
}
