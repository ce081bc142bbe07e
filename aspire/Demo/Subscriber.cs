using System.Collections.Concurrent;
using System.Text.Json;
using PrivacyPlatform.Consent.V1;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PrivacyPlatform.Demo;

/// <summary>
/// Another product team: binds a queue of its own to what the consent service announces, and remembers what it received.
/// Delivery is at least once, so an effect counts once per message id; repeated deliveries are counted beside it.
/// </summary>
public sealed class Subscriber : IAsyncDisposable
{
    private static readonly string[] Exchanges =
    [
        ConsentGranted.Descriptor.FullName, ConsentDenied.Descriptor.FullName,
        ConsentWithdrawn.Descriptor.FullName, PastAnswerRecorded.Descriptor.FullName,
    ];

    private readonly ConcurrentDictionary<string, byte> received = new(StringComparer.Ordinal);
    private readonly string subjectPrefix;
    private readonly string queue;
    private readonly IConnection connection;
    private readonly IChannel channel;
    private int repeated;

    private Subscriber(string subjectPrefix, string queue, IConnection connection, IChannel channel) =>
        (this.subjectPrefix, this.queue, this.connection, this.channel) = (subjectPrefix, queue, connection, channel);

    /// <summary>The ids of the announcements about this run's people.</summary>
    public ICollection<string> Received => received.Keys;

    /// <summary>Deliveries of an announcement that had been received before.</summary>
    public int Repeated => repeated;

    /// <summary>Declares and binds the queue, then listens: from here on nothing announced is missed.</summary>
    public static async Task<Subscriber> Listen(Uri broker, string tenant, string run, string subjectPrefix, CancellationToken cancel)
    {
        var connected = await new ConnectionFactory
        {
            Uri = broker,
            NetworkRecoveryInterval = TimeSpan.FromSeconds(1),
            ClientProvidedName = "demo subscriber",
        }.CreateConnectionAsync(cancel);
        var listening = await connected.CreateChannelAsync(cancellationToken: cancel);
        var name = $"opsduty.demo-{run}";
        await listening.QueueDeclareAsync(
            name, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancel);
        foreach (var exchange in Exchanges)
        {
            await listening.QueueBindAsync(name, exchange, routingKey: tenant, cancellationToken: cancel);
        }

        await listening.BasicQosAsync(0, prefetchCount: 500, global: false, cancel);
        var subscriber = new Subscriber(subjectPrefix, name, connected, listening);
        var consumer = new AsyncEventingBasicConsumer(listening);
        consumer.ReceivedAsync += subscriber.OnReceived;
        await listening.BasicConsumeAsync(name, autoAck: false, consumer, cancel);
        return subscriber;
    }

    private async Task OnReceived(object sender, BasicDeliverEventArgs delivery)
    {
        using var body = JsonDocument.Parse(delivery.Body);
        var subject = body.RootElement.GetProperty("subjectId").GetString()!;
        if (subject.StartsWith(subjectPrefix, StringComparison.Ordinal) && !received.TryAdd(delivery.BasicProperties.MessageId!, 0))
        {
            Interlocked.Increment(ref repeated);
        }

        // A delivery from a connection that is gone cannot be acknowledged; it comes again and is recognized.
        if (channel.IsOpen)
        {
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, delivery.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (channel.IsOpen)
        {
            await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: CancellationToken.None);
        }

        await connection.DisposeAsync();
    }
}
