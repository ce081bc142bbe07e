using Google.Protobuf;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.Messaging;

/// <summary>The policy of one consumer: its queue, how much it takes at once, where failures go. A service's definition derives from it and says what differs.</summary>
public abstract class CommandConsumerDefinition<TConsumer, TMessage> : ConsumerDefinition<TConsumer>
    where TConsumer : CommandConsumer<TMessage>
    where TMessage : class, IMessage<TMessage>
{
    /// <summary>Messages that the broker sends ahead: enough that a consumer never waits for the next, few enough to hold in memory.</summary>
    protected virtual ushort Prefetch => 500;

    /// <summary>Messages decided at once; each holds a database connection for a moment.</summary>
    protected virtual int Concurrency => 16;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator, IRegistrationContext context)
    {
        ArgumentNullException.ThrowIfNull(endpointConfigurator);
        var plan = context.GetRequiredService<MessagingPlan>();
        var message = Contracts.DescriptorOf<TMessage>();
        var queue = QueueNames.Of(plan.ServiceName, message);

        endpointConfigurator.PrefetchCount = Prefetch;
        endpointConfigurator.ConcurrentMessageLimit = Concurrency;
        // A fault would be published with the message in it, to whoever listens.
        endpointConfigurator.PublishFaults = false;
        endpointConfigurator.ThrowOnSkippedMessages();
        endpointConfigurator.ConfigureError(pipe => pipe.UseFilter(new ErrorQueueFilter(context.GetRequiredService<ErrorQueue>(), queue)));

        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            foreach (var (name, value) in QueuePolicy.Consumed(queue, plan.DeliveryLimit))
            {
                rabbit.SetQueueArgument(name, value);
            }

            // Bound by name: MassTransit would also make exchanges for the interfaces that generated classes implement.
            rabbit.ConfigureConsumeTopology = false;
            rabbit.Bind(message.FullName, binding =>
            {
                binding.ExchangeType = MessageExchange.Type;
                binding.RoutingKey = MessageExchange.EveryTenant;
            });
            rabbit.ConfigureChannel(pipe => pipe.UseFilter(new TopologyFilter(context.GetRequiredService<BrokerTopology>())));
        }
    }
}
