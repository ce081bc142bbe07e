using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyPlatform.Messaging;

/// <summary>Healthy when the topology is declared and every consumer is connected.</summary>
internal sealed class BrokerHealthCheck(BrokerTopology topology, IServiceProvider services) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check(context));

    private HealthCheckResult Check(HealthCheckContext context)
    {
        if (!topology.Declared)
        {
            return new(context.Registration.FailureStatus, "exchanges and queues are not declared yet");
        }

        var bus = services.GetService<IBusControl>()?.CheckHealth();
        return bus is null or { Status: BusHealthStatus.Healthy }
            ? HealthCheckResult.Healthy("exchanges and queues are declared, consumers are connected")
            : new(context.Registration.FailureStatus, "not every consumer is connected");
    }
}
