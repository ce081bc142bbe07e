using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// Everything of ours that must be on the broker before anything is published or consumed: an event published before its queue
/// is bound is lost. Declared at every new connection, since a broker may come back empty.
/// </summary>
internal sealed class BrokerTopology(MessagingPlan plan)
{
    /// <summary>All of it was declared at least once since this process started.</summary>
    public bool Declared { get; private set; }

    public async Task Declare(IChannel channel, CancellationToken ct)
    {
        foreach (var message in plan.Messages)
        {
            await channel.ExchangeDeclareAsync(message.FullName, MessageExchange.Type, durable: true, cancellationToken: ct);
        }

        foreach (var consumed in plan.Consumed)
        {
            var queue = consumed.Queue(plan);
            await DeclareQueue(channel, QueueNames.Error(queue), QueuePolicy.Kept(), ct);
            await DeclareQueue(channel, QueueNames.Dead(queue), QueuePolicy.Kept(), ct);
            await DeclareQueue(channel, queue, QueuePolicy.Consumed(queue, plan.DeliveryLimit), ct);
            await channel.ExchangeBindAsync(queue, consumed.Message.FullName, MessageExchange.EveryTenant, cancellationToken: ct);
        }

        Declared = true;
    }

    /// <summary>A queue behind an exchange of its own name, as MassTransit does: whoever writes to that exchange needs no right on the default exchange.</summary>
    private static async Task DeclareQueue(IChannel channel, string queue, Dictionary<string, object?> arguments, CancellationToken ct)
    {
        await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: ct);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: ct);
        await channel.QueueBindAsync(queue, queue, routingKey: "", cancellationToken: ct);
    }
}
