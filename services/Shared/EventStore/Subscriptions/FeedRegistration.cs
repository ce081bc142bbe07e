using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace PrivacyPlatform.EventStore;

internal static class FeedRegistration
{
    /// <summary>Part of every store: what is appended must be given its place, whether somebody reads the feed today or in a year.</summary>
    public static IServiceCollection AddFeed(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(SequencerMoves)))
        {
            return services;
        }

        services.TryAddSingleton<EventSequencer>();
        services.TryAddSingleton<StoreNews>();
        services.TryAddSingleton<EventFeed>();
        services.AddSingleton<SequencerMoves>(); // one for all checks: it compares each look with the one before
        services.AddSingleton<IHostedService, SequencingService>();
        services.AddHealthChecks().AddCheck<SequencerMoves>("sequencer", timeout: TimeSpan.FromSeconds(3));
        return services;
    }
}
