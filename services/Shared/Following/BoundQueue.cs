using System.Text;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Following;

/// <summary>The present: a queue of the follower's own, bound before the past is read. One connection; whatever breaks ends it.</summary>
internal sealed class BoundQueue : IAsyncDisposable
{
    private readonly Subscription subscription;
    private readonly IConnection connection;
    private readonly IChannel channel;

    private BoundQueue(Subscription subscription, IConnection connection, IChannel channel) =>
        (this.subscription, this.connection, this.channel) = (subscription, connection, channel);

    /// <summary>
    /// Before a queue is made the memory is told that it is behind: a process that dies after the queue is declared and before it is bound would
    /// otherwise find a queue, and believe that nothing is missing from it.
    /// </summary>
    public static async Task<BoundQueue> Bind(Subscription subscription, IFollowerMemory memory, CancellationToken ct)
    {
        var connected = await new ConnectionFactory
        {
            Uri = subscription.Broker,
            ClientProvidedName = subscription.Queue,
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync(ct);
        try
        {
            if (!await IsThere(connected, subscription.Queue, ct) && await memory.Read(ct) is { CaughtUp: true } reached)
            {
                await memory.Reach(reached with { CaughtUp = false }, ct);
            }

            var opened = await connected.CreateChannelAsync(cancellationToken: ct);
            await opened.QueueDeclareAsync(
                subscription.Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: ct);
            foreach (var type in subscription.Types)
            {
                await opened.QueueBindAsync(subscription.Queue, type, subscription.Tenant, cancellationToken: ct);
            }

            return new(subscription, connected, opened);
        }
        catch
        {
            await connected.DisposeAsync();
            throw;
        }
    }

    /// <summary>One message after the other, each acknowledged when it was taken in. Ends by an exception: the connection's, or that of taking in.</summary>
    /// <param name="moved">Called when one has been.</param>
    public async Task Consume(IFollowerMemory memory, Action moved, CancellationToken ct)
    {
        // Holds what the broker sends ahead at most. Taken in here and not where it arrives: nothing is still being taken in when this has ended.
        var arrived = Channel.CreateUnbounded<(ulong Tag, HeardMessage Message)>();
        channel.ChannelShutdownAsync += (_, reason) => End(new AlreadyClosedException(reason));
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.UnregisteredAsync += (_, _) => End(new OperationInterruptedException());
        consumer.ReceivedAsync += (_, delivery) =>
        {
            // The client takes its buffer back when this returns.
            return Heard(delivery) is { } message && arrived.Writer.TryWrite((delivery.DeliveryTag, message))
                ? Task.CompletedTask
                : End(new InvalidDataException($"A message without an id came over {delivery.Exchange}."));
        };
        await channel.BasicQosAsync(0, subscription.Prefetch, global: false, ct);
        await channel.BasicConsumeAsync(subscription.Queue, autoAck: false, consumer, ct);
        await foreach (var (tag, message) in arrived.Reader.ReadAllAsync(ct))
        {
            await memory.TakeIn(message, place: null, ct);
            await channel.BasicAckAsync(tag, multiple: false, ct);
            moved();
        }

        Task End(Exception reason)
        {
            arrived.Writer.TryComplete(reason);
            return Task.CompletedTask;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Bounded: a broker that is gone does not answer a polite close.
            await connection.CloseAsync(Constants.ReplySuccess, "done", TimeSpan.FromSeconds(2), abort: true, CancellationToken.None);
        }
        finally
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    /// <summary>On a channel of its own, since asking for a queue that is not there closes the channel.</summary>
    private static async Task<bool> IsThere(IConnection connection, string queue, CancellationToken ct)
    {
        await using var asking = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            await asking.QueueDeclarePassiveAsync(queue, ct);
            return true;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }

    /// <returns>Null for one that has no id: no service of ours announced it, and it cannot be told from another.</returns>
    private static HeardMessage? Heard(BasicDeliverEventArgs delivery)
    {
        var properties = delivery.BasicProperties;
        return properties.MessageId is { Length: > 0 } id
            ? new(
                id,
                properties.Type ?? delivery.Exchange,
                Encoding.UTF8.GetString(delivery.Body.Span),
                Header(properties, "schema-version") is int version ? version : 0,
                properties.CorrelationId ?? "",
                Text(properties, "causation-id"),
                Text(properties, "traceparent"))
            : null;
    }

    private static string Text(IReadOnlyBasicProperties properties, string header) =>
        Header(properties, header) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : "";

    private static object? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out var value) ? value : null;
}
