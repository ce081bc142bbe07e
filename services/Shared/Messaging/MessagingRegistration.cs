using MassTransit;
using MassTransit.UsageTracking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

public static class MessagingRegistration
{
    /// <summary>
    /// Takes messages in and relays events out, as <paramref name="plan"/> says, over <c>ConnectionStrings:rabbitmq</c>. The relay needs the
    /// event store (<c>AddEventStore</c>). What comes in is believed as section <c>Bus</c> says (<see cref="SenderOptions"/>). Adds the health
    /// checks <c>broker</c> and, where events are announced, <c>relay</c>, both tagged <c>ready</c>, and <c>outbox</c>, which is degraded while
    /// events wait and none leaves.
    /// </summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration, Action<MessagingPlan> plan)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(plan);
        var planned = new MessagingPlan();
        plan(planned);
        planned.Complete();
        var broker = configuration.GetConnectionString("rabbitmq") is { Length: > 0 } found
            ? new BrokerAddress(new Uri(found))
            : throw new InvalidOperationException("The configuration has no ConnectionStrings:rabbitmq.");

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new StoreGate());
        services.AddSingleton(planned);
        services.AddSingleton(broker);
        services.AddSingleton(new BrokerConnections(broker, planned.ServiceName));
        services.AddSingleton<BrokerTopology>();
        services.AddSingleton<MessagingTelemetry>();
        services.AddSingleton(provider => new FailedMessagesOfSubject(
            planned, broker, provider.GetRequiredService<LeaderLock>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHealthChecks().AddCheck<BrokerHealthCheck>("broker", tags: ["ready"]);
        if (planned.Consumed.Count > 0)
        {
            services.AddOptions<SenderOptions>().Bind(configuration.GetSection("Bus"))
                .Validate(senders => senders.Tenants.Count > 0, "Bus:Tenants names no broker user: every message would be refused.")
                .ValidateOnStart();
            services.AddConsumers(planned, broker);
        }

        if (planned.Announcements is not null)
        {
            services.AddSingleton(planned.Announcements);
            services.AddOptions<RelayOptions>();
            services.AddSingleton<RelayStatus>();
            services.AddSingleton<OutboxMoves>(); // one for all checks: it compares each look with the one before
            services.AddHostedService<Relay>();
            services.AddHealthChecks().AddCheck<RelayHealthCheck>("relay", tags: ["ready"])
                .AddCheck<OutboxMoves>("outbox", timeout: TimeSpan.FromSeconds(3));
        }

        return services;
    }

    private static void AddConsumers(this IServiceCollection services, MessagingPlan plan, BrokerAddress broker)
    {
        services.AddSingleton<Senders>();
        services.AddSingleton<ErrorQueue>();
        services.AddOptions<ConsumerWatchdogOptions>();
        services.AddSingleton<ConsumerWatchdog>();
        services.AddHostedService(provider => provider.GetRequiredService<ConsumerWatchdog>());
        services.AddSingleton(provider => new CommandIntake(
            provider.GetRequiredService<MessagingPlan>(),
            provider.GetRequiredService<ErrorQueue>(),
            provider.GetRequiredService<Senders>(),
            provider.GetRequiredService<StoreGate>(),
            provider.GetRequiredService<ConsumerWatchdog>(),
            provider.GetRequiredService<MessagingTelemetry>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<CommandIntake>>()));
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            host.StopTimeout = TimeSpan.FromSeconds(20);
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddSingleton<IUsageTracker, NoUsageTracker>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new ConsumerQueueNames(plan.ServiceName));
            bus.ConfigureHealthCheckOptions(health => health.Name = "consumers");
            foreach (var consumed in plan.Consumed)
            {
                consumed.Register(bus);
            }

            bus.UsingRabbitMq((context, rabbit) => ConfigureRabbitMq(context, rabbit, plan, broker));
        });
    }

    private static void ConfigureRabbitMq(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit, MessagingPlan plan, BrokerAddress broker)
    {
        rabbit.Host(broker.Uri, host =>
        {
            host.ConnectionName($"{plan.ServiceName} consumers");
            host.Heartbeat(TimeSpan.FromSeconds(10));
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(10));
        });
        var serializer = new ProtobufJsonSerializer(plan.MaximumBodyBytes);
        rabbit.ClearSerialization();
        rabbit.AddSerializer(serializer);
        rabbit.AddDeserializer(serializer, isDefault: true);
        rabbit.MessageTopology.SetEntityNameFormatter(new ExchangeNames());
        rabbit.ConfigureEndpoints(context);
    }
}
