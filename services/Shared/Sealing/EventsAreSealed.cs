using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Sealing;

/// <summary>
/// Degraded while events wait to be sealed for longer than any pass takes. Never unhealthy: a service that records and cannot prove yet is
/// better than one that does not record.
/// </summary>
internal sealed class EventsAreSealed(
    [FromKeyedServices(EvidenceRegistration.SealerConnection)] NpgsqlDataSource sealer, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private long oldest;
    private long since;

    /// <summary>Watches the oldest pointer instead of the events' times, which come from elsewhere: the same one for half a minute means that nothing moves.</summary>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var found = await sealer.Ask<long>("SELECT coalesce(min(id), 0) FROM platform.unsealed", cancellationToken);
        lock (gate)
        {
            if (found != oldest)
            {
                (oldest, since) = (found, clock.GetTimestamp());
            }

            return found != 0 && clock.GetElapsedTime(since) > Patience
                ? HealthCheckResult.Degraded("Events have been waiting to be sealed for more than half a minute.")
                : HealthCheckResult.Healthy();
        }
    }
}
