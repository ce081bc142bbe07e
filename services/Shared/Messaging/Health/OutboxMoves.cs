using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// Degraded while committed events wait to be announced and none leaves the outbox. Looks at the outbox itself, not at what this instance's relay
/// thinks of its own state: whichever instance leads, every one of them tells.
/// </summary>
internal sealed class OutboxMoves(Outbox outbox, IOptions<RelayOptions> options, TimeProvider clock) : IHealthCheck
{
    private readonly ProgressWatch watch = new(clock, options.Value.Patience);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var oldest = await outbox.Oldest(cancellationToken);
        return watch.StandsStill("outbox", oldest?.Sequence ?? 0, newer: oldest is not null)
            ? HealthCheckResult.Degraded("Committed events have been waiting to be announced, and none leaves the outbox.")
            : HealthCheckResult.Healthy();
    }
}
