using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Answers Check by running the service's checks, and Watch with what was last found out.</summary>
internal sealed class HealthServiceIntegration(HealthServiceImpl statuses, HealthCheckService checks, IOptions<GrpcHealthChecksOptions> options, IHostApplicationLifetime lifetime)
    : Health.V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        new()
        {
            Status = await Refresh(request.Service, context.CancellationToken)
                ?? throw new RpcException(new Status(StatusCode.NotFound, "Service is not known.")),
        };

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        await Refresh(request.Service, context.CancellationToken);
        // A watcher would otherwise keep a process that is to stop from stopping.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await statuses.Watch(request, responseStream, either.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Ends with OK: the watcher asks again, and finds out who answers then.
        }
    }

    private async Task<ServingStatus?> Refresh(string service, CancellationToken cancellationToken)
    {
        if (options.Value.Services.FirstOrDefault(mapping => mapping.Name == service) is not { } mapping)
        {
            return null;
        }

        var report = await checks.CheckHealthAsync(check => mapping.HealthCheckPredicate!(new HealthCheckMapContext(check.Name, check.Tags)), cancellationToken);
        var status = HealthChecksPublisher.StatusOf(report.Entries.Values);
        statuses.SetStatus(service, status);
        return status;
    }
}

/// <summary>Tells watchers what ASP.NET's own periodic checks find.</summary>
internal sealed class HealthChecksPublisher(HealthServiceImpl statuses, IOptions<GrpcHealthChecksOptions> options) : IHealthCheckPublisher
{
    public static ServingStatus StatusOf(IEnumerable<HealthReportEntry> entries) =>
        entries.Any(entry => entry.Status == HealthStatus.Unhealthy) ? ServingStatus.NotServing : ServingStatus.Serving;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var mapping in options.Value.Services)
        {
            statuses.SetStatus(mapping.Name, StatusOf(report.Entries
                .Where(entry => mapping.HealthCheckPredicate!(new HealthCheckMapContext(entry.Key, entry.Value.Tags)))
                .Select(entry => entry.Value)));
        }

        return Task.CompletedTask;
    }
}
