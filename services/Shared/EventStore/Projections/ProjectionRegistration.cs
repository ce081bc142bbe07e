using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace PrivacyPlatform.EventStore;

public static class ProjectionRegistration
{
    /// <summary>
    /// Keeps an asynchronous projection. Needs the store (<c>AddEventStore</c>) and, in a script of the service, <c>platform.projected_table</c>.
    /// Adds the health check <c>projections</c> with the first.
    /// </summary>
    public static IServiceCollection AddProjection<TProjection>(this IServiceCollection services)
        where TProjection : class, IProjection
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<IProjection, TProjection>();
        if (services.Any(service => service.ServiceType == typeof(ProjectionsMove)))
        {
            return services;
        }

        services.AddOptions<ProjectionOptions>();
        services.TryAddSingleton<ProjectionProgress>();
        services.AddSingleton<ProjectionsMove>();
        services.AddSingleton<IHostedService, Projector>();
        services.AddHealthChecks().AddCheck<ProjectionsMove>("projections", timeout: TimeSpan.FromSeconds(3));
        return services;
    }
}
