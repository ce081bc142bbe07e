using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace PrivacyPlatform.EventStore;

/// <summary>Degraded while a projection has stopped at an event, or has not moved for a while although there is something newer.</summary>
internal sealed class ProjectionsMove(ProjectionProgress progress, IOptions<ProjectionOptions> options, TimeProvider? clock = null) : IHealthCheck
{
    private readonly ProgressWatch watch = new(clock ?? TimeProvider.System, options.Value.Patience);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = new List<string>();
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (generation, behind) in await progress.Read(cancellationToken))
        {
            var name = $"{generation.Name} {generation.Generation} ({generation.State})";
            data[name] = $"position {generation.Position}, {behind} behind";
            if (generation.StoppedAt is { } at)
            {
                troubles.Add($"{name} stopped at {at}: {generation.StoppedReason}");
            }
            else if (watch.StandsStill(name, generation.Position, newer: behind > 0))
            {
                troubles.Add($"{name} stands still, {behind} behind");
            }
        }

        return troubles.Count == 0 ? HealthCheckResult.Healthy(data: data) : HealthCheckResult.Degraded(string.Join("; ", troubles), data: data);
    }
}
