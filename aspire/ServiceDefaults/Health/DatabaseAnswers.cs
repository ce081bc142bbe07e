using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Both of the service's roles can sign in and are answered.</summary>
internal sealed class DatabaseAnswers(
    NpgsqlDataSource store, [FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var source in new[] { store, relay })
        {
            await using var command = source.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }

        return HealthCheckResult.Healthy();
    }
}
