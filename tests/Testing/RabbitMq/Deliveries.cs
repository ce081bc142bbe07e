using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PrivacyPlatform.Testing.RabbitMq;

/// <summary>What arrives in a queue, pushed by the broker, one after the other and acknowledged.</summary>
public sealed class Deliveries : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Channel<BasicDeliverEventArgs> arrived = Channel.CreateUnbounded<BasicDeliverEventArgs>();
    private readonly IConnection connection;
    private readonly IChannel channel;

    private Deliveries(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    /// <summary>Of a queue that is there.</summary>
    public static async Task<Deliveries> Of(TestBroker broker, string queue)
    {
        ArgumentNullException.ThrowIfNull(broker);
        var deliveries = await Begin(broker);
        await deliveries.Consume(queue);
        return deliveries;
    }

    /// <summary>Of an exchange, over a queue of this test's own. The exchange is declared, as a durable topic exchange; every tenant's messages arrive.</summary>
    public static async Task<Deliveries> OfExchange(TestBroker broker, params string[] exchanges)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(exchanges);
        var deliveries = await Begin(broker);
        var queue = (await deliveries.channel.QueueDeclareAsync()).QueueName;
        foreach (var exchange in exchanges)
        {
            await deliveries.channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
            await deliveries.channel.QueueBindAsync(queue, exchange, routingKey: "#");
        }

        await deliveries.Consume(queue);
        return deliveries;
    }

    /// <summary>The next message; its body is safe to keep.</summary>
    /// <exception cref="TimeoutException">Nothing came within a minute.</exception>
    public async Task<BasicDeliverEventArgs> Next()
    {
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            return await arrived.Reader.ReadAsync(bound.Token);
        }
        catch (OperationCanceledException waited)
        {
            throw new TimeoutException("No message came.", waited);
        }
    }

    /// <summary>Whether another message has arrived by now.</summary>
    public bool Any => arrived.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static async Task<Deliveries> Begin(TestBroker broker)
    {
        var connected = await broker.Connect();
        return new(connected, await connected.CreateChannelAsync());
    }

    private async Task Consume(string queue)
    {
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            // The client takes its buffer back when this returns.
            var kept = new BasicDeliverEventArgs(
                delivery.ConsumerTag, delivery.DeliveryTag, delivery.Redelivered, delivery.Exchange, delivery.RoutingKey,
                delivery.BasicProperties, delivery.Body.ToArray());
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            arrived.Writer.TryWrite(kept);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
    }
}
