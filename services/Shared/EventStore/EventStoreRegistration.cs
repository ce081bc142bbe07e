using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace PrivacyPlatform.EventStore;

public static class EventStoreRegistration
{
    /// <summary>Key of the relay's <see cref="NpgsqlDataSource"/>; the service's own is registered without a key.</summary>
    public const string Relay = "relay";

    /// <summary>Name of the ActivitySource and of the Meter.</summary>
    public const string Telemetry = "PrivacyPlatform.EventStore";

    /// <summary>Registers the store with <c>ConnectionStrings:store</c>, <c>ConnectionStrings:store-relay</c> and, where they are set, <c>Store:KeepCommandDays</c> and <c>Store:Grouping</c>.</summary>
    public static IServiceCollection AddEventStore(this IServiceCollection services, IConfiguration configuration) =>
        services.AddEventStore(options =>
        {
            options.Store = ConnectionString(configuration, "store");
            options.StoreRelay = ConnectionString(configuration, "store-relay");
            options.KeepCommands = configuration.GetValue<int?>("Store:KeepCommandDays") is { } days ? TimeSpan.FromDays(days) : options.KeepCommands;
            options.Grouping = configuration.GetSection("Store:Grouping").Get<GroupingOptions>() ?? options.Grouping;
        });

    /// <summary>Registers data sources, <see cref="CommandExecutor"/>, <see cref="EventAppender"/>, <see cref="EventImporter"/>, <see cref="StreamReader"/>, <see cref="ReadModelReader"/>, <see cref="Outbox"/>, <see cref="LeaderLock"/>, <see cref="EventFeed"/> and, in a host, the sequencer that fills it, with the health check <c>sequencer</c>, and what forgets old command ids.</summary>
    public static IServiceCollection AddEventStore(this IServiceCollection services, Action<EventStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new EventStoreOptions();
        configure(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.KeepCommands, InboxRetention.Least, nameof(configure));
        services.TryAddSingleton(_ => ServiceDataSource(options.Store));
        services.TryAddKeyedSingleton(Relay, (_, _) => DataSource(options.StoreRelay));
        services.TryAddSingleton(provider => new CommandExecutor(
            provider.GetRequiredService<NpgsqlDataSource>(), options.Grouping, provider.GetService<TimeProvider>()));
        services.TryAddSingleton(_ => new StoreGate());
        services.TryAddSingleton<EventAppender>();
        services.TryAddSingleton<EventImporter>();
        services.TryAddSingleton<StreamReader>();
        services.TryAddSingleton<ReadModelReader>();
        services.TryAddSingleton<Outbox>();
        services.TryAddSingleton<LeaderLock>();
        services.TryAddSingleton(provider => new InboxRetention(provider.GetRequiredKeyedService<NpgsqlDataSource>(Relay), options.KeepCommands));
        services.AddHostedService<InboxRetentionService>();
        return services.AddFeed().AddProjectionOperations();
    }

    /// <summary>A data source as the store uses it: statements prepared by themselves after their second use.</summary>
    public static NpgsqlDataSource DataSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.MaxAutoPrepare = 64;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        builder.ConnectionStringBuilder.IncludeFailedBatchedCommand = true; // says which command of a group the database refused
        return builder.Build();
    }

    /// <summary>
    /// The same for the service's role: a connection that goes back to the pool is not reset, which would cost more than many an append. Nothing that
    /// the store sets outlives its transaction; whoever sets something for a session uses <see cref="DataSource"/>.
    /// </summary>
    public static NpgsqlDataSource ServiceDataSource(string connectionString) =>
        DataSource(new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true }.ConnectionString);

    internal static string ConnectionString(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name) is { Length: > 0 } found
            ? found
            : throw new InvalidOperationException($"The configuration has no ConnectionStrings:{name}.");
}
