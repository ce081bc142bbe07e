using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

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

    /// <summary>Shows operators these inline read models, and writes one anew when they ask for it.</summary>
    public static IServiceCollection AddReadModels(this IServiceCollection services, params IEnumerable<ReadModel> readModels)
    {
        ArgumentNullException.ThrowIfNull(readModels);
        foreach (var readModel in readModels)
        {
            services.AddSingleton(readModel);
        }

        return services;
    }

    /// <summary>Part of every store: a service that keeps no view says so.</summary>
    internal static IServiceCollection AddProjectionOperations(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ReadModelRebuilder)))
        {
            return services;
        }

        services.AddSingleton<ReadModelRebuilder>();
        services.AddHostedService(provider => provider.GetRequiredService<ReadModelRebuilder>());
        services.AddSingleton(provider => new ProjectionOperations(
            provider.GetServices<IProjection>(),
            provider.GetServices<ReadModel>(),
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<EventFeed>(),
            provider.GetRequiredService<ReadModelRebuilder>()));
        return services;
    }
}
