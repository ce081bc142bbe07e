using PrivacyPlatform.Benchmarks.Store;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using RabbitMQ.Client;

namespace PrivacyPlatform.Benchmarks.Bus;

/// <summary>RabbitMQ.Client and nothing else: messages that were made before are published, mandatory and confirmed, on one channel.</summary>
internal sealed class Publishing : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly SemaphoreSlim outstanding;
    private readonly int most;
    private ulong confirmed;

    private Publishing(IConnection connection, IChannel channel, int most)
    {
        (this.connection, this.channel, this.most) = (connection, channel, most);
        outstanding = new(most);
        channel.BasicAcksAsync += (_, ack) =>
        {
            // The broker confirms in order: one queue, one channel.
            var count = (int)(ack.DeliveryTag - confirmed);
            confirmed = ack.DeliveryTag;
            outstanding.Release(count);
            return Task.CompletedTask;
        };
    }

    public readonly record struct Message(string Exchange, BasicProperties Properties, byte[] Body);

    /// <param name="most">Messages that are published and not confirmed.</param>
    public static async Task<Publishing> Connect(RelayedStore store, int most, CancellationToken ct)
    {
        var connected = await store.Connect(ct);
        return new(connected, await connected.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false), ct), most);
    }

    /// <summary>The messages that the relay makes of these events, byte for byte.</summary>
    public static IReadOnlyList<Message> Messages(IEnumerable<RecordedEvent> events) => [.. events.Select(recorded =>
    {
        var announcement = new Announcement(recorded, AnnouncedLedger.Map.Of(recorded));
        return new Message(announcement.Exchange, announcement.Properties("administrator", publishing: null), ProtobufJson.Write(announcement.Message!));
    })];

    public async Task Publish(Message message, CancellationToken ct)
    {
        await outstanding.WaitAsync(ct);
        await channel.BasicPublishAsync(message.Exchange, StoreDatabase.Tenant, mandatory: true, message.Properties, message.Body, ct);
    }

    /// <summary>Returns when everything that was published is confirmed.</summary>
    public async Task Settle(CancellationToken ct)
    {
        for (var room = 0; room < most; room++)
        {
            await outstanding.WaitAsync(ct);
        }

        outstanding.Release(most);
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
        outstanding.Dispose();
    }
}
