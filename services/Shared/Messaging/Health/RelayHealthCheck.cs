using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyPlatform.Messaging;

/// <summary>Unhealthy while events cannot leave, with the reason.</summary>
internal sealed class RelayHealthCheck(RelayStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var report = status.Report;
        return Task.FromResult(report.State is RelayState.Leading or RelayState.Standby
            ? HealthCheckResult.Healthy(report.Reason)
            : new(context.Registration.FailureStatus, report.Reason));
    }
}
