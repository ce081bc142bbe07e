using System.Collections.Concurrent;
using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PrivacyPlatform.Benchmarks.Bus;

/// <summary>A subscriber that notes when each message came.</summary>
internal sealed class Receiving : IAsyncDisposable
{
    private const int AckEvery = 50;

    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly ConcurrentDictionary<Guid, long> sent = new();
    private readonly ConcurrentDictionary<Guid, long> received = new();

    private Receiving(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public static async Task<Receiving> Begin(RelayedStore store, CancellationToken ct)
    {
        var connected = await store.Connect(ct);
        var receiving = new Receiving(connected, await connected.CreateChannelAsync(cancellationToken: ct));
        await receiving.channel.BasicQosAsync(0, 10 * AckEvery, global: false, ct);
        var consumer = new AsyncEventingBasicConsumer(receiving.channel);
        consumer.ReceivedAsync += receiving.Receive;
        await receiving.channel.BasicConsumeAsync(RelayedStore.Queue, autoAck: false, consumer, ct);
        return receiving;
    }

    /// <summary>It is on its way from now on.</summary>
    public void Sent(Guid id) => sent[id] = Stopwatch.GetTimestamp();

    /// <summary>Returns when all that was sent has come.</summary>
    /// <returns>How long each took, in milliseconds, ascending; 0 for what came before its sender knew that it was on its way.</returns>
    public async Task<IReadOnlyList<double>> All(CancellationToken ct)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (sent.Keys.Any(id => !received.ContainsKey(id)))
        {
            await beat.WaitForNextTickAsync(ct);
        }

        double[] took = [.. sent.Select(one => Math.Max(0, Stopwatch.GetElapsedTime(one.Value, received[one.Key]).TotalMilliseconds)).Order()];
        sent.Clear();
        received.Clear();
        return took;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task Receive(object sender, BasicDeliverEventArgs delivery)
    {
        received[Guid.Parse(delivery.BasicProperties.MessageId!)] = Stopwatch.GetTimestamp();
        if (delivery.DeliveryTag % AckEvery == 0)
        {
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: true);
        }
    }
}
