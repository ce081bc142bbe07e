using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace PrivacyPlatform.PersonalData;

/// <summary>Healthy when the root key can be used, the vault answers and the erasures are reapplied; otherwise the service is not ready.</summary>
internal sealed class VaultHealthCheck(IRootKey root, VaultTables tables, VaultGate gate) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await root.Check(cancellationToken);
            await using var command = tables.Source.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (RootKeyException)
        {
            return HealthCheckResult.Unhealthy("The root key cannot be used.");
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("The vault does not answer.");
        }

        return gate.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The recorded erasures have not been compared with the vault yet.");
    }
}
