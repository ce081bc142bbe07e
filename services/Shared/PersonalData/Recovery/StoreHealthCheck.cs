using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>Unhealthy while the store is older than what is known of it, with how much is missing.</summary>
internal sealed class StoreHealthCheck(StoreGate gate) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(gate.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(gate.Reason));
}
