using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.Feed;

/// <summary>Gives a service a feed: whoever comes later than its messages can still have them.</summary>
public static class FeedRegistration
{
    /// <summary>Name of the Meter.</summary>
    public const string Telemetry = "PrivacyPlatform.Feed";

    /// <summary>Needs the store (<c>AddStore</c>) and a bus that announces (<c>AddBus</c>). Section <c>Feed</c>: <see cref="FeedOptions"/>.</summary>
    public static WebApplicationBuilder AddFeed(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(builder.Configuration.GetSection("Feed").Get<FeedOptions>() ?? new());
        builder.Services.AddSingleton<FeedReaders>();
        return builder;
    }

    /// <summary><c>privacyplatform.feed.v1.FeedService</c>.</summary>
    public static WebApplication MapFeed(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGrpcService<FeedGrpc>();
        return app;
    }
}
