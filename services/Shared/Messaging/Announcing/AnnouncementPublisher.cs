using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// One connection and channel that publish announcements: mandatory, persistent, confirmed. Its flight counts the confirms, since the client's own
/// tracking waits for each message or, with its rate limiter, publishes a few hundred a second.
/// Never repaired: after any failure the relay makes a new one and publishes again from the outbox.
/// </summary>
internal sealed class AnnouncementPublisher : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly string user;
    private readonly Flight flight;
    private readonly MessagingTelemetry telemetry;
    private readonly Action<string> unheard;

    private AnnouncementPublisher(
        IConnection connection, IChannel channel, string user, Flight flight, MessagingTelemetry telemetry, Action<string> unheard)
    {
        (this.connection, this.channel, this.user) = (connection, channel, user);
        (this.flight, this.telemetry, this.unheard) = (flight, telemetry, unheard);
        channel.BasicAcksAsync += Acked;
        channel.BasicNacksAsync += Nacked;
        channel.BasicReturnAsync += Returned;
        channel.ChannelShutdownAsync += ShutDown;
    }

    /// <summary>Connects and declares the topology: the first message finds its exchange.</summary>
    /// <param name="flight">Of this connection only.</param>
    /// <param name="unheard">Called with the exchange of each announcement that no queue was bound for.</param>
    public static async Task<AnnouncementPublisher> Connect(
        BrokerConnections connections, BrokerTopology topology, Flight flight, MessagingTelemetry telemetry, Action<string> unheard, CancellationToken ct)
    {
        var broker = await connections.Connect(ct);
        try
        {
            await using (var declaring = await broker.CreateChannelAsync(cancellationToken: ct))
            {
                await topology.Declare(declaring, ct);
            }

            var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);
            return new(broker, await broker.CreateChannelAsync(confirmed, ct), connections.User, flight, telemetry, unheard);
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives it to the broker; the flight, which it has boarded, hears the answer.</summary>
    public async Task Publish(Announcement announcement, CancellationToken ct)
    {
        using var activity = MessagingTelemetry.StartPublishing(announcement);
        await channel.BasicPublishAsync(
            announcement.Exchange, routingKey: announcement.Event.Tenant, mandatory: true, announcement.Properties(user, activity), ProtobufJson.Write(announcement.Message!), ct);
        telemetry.Published();
    }

    /// <summary>
    /// Bounded: a broker that is gone does not answer a polite close, and to one that takes nothing the client goes on writing, however often it is
    /// told to abort. What is left behind then dies of its missing heartbeats.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        channel.ChannelShutdownAsync -= ShutDown;
        await Close().WaitAsync(TimeSpan.FromSeconds(3), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task Acked(object sender, BasicAckEventArgs ack)
    {
        flight.Confirm(ack.DeliveryTag, ack.Multiple);
        return Task.CompletedTask;
    }

    private Task Nacked(object sender, BasicNackEventArgs nack)
    {
        flight.Fail(new IOException("The broker did not take a message."));
        return Task.CompletedTask;
    }

    private Task Returned(object sender, BasicReturnEventArgs unrouted)
    {
        telemetry.Returned(unrouted.Exchange);
        unheard(unrouted.Exchange);
        return Task.CompletedTask;
    }

    private Task ShutDown(object sender, ShutdownEventArgs reason)
    {
        flight.Fail(new AlreadyClosedException(reason));
        return Task.CompletedTask;
    }

    private async Task Close()
    {
        await connection.CloseAsync(Constants.ReplySuccess, "done", TimeSpan.FromSeconds(2), abort: true, CancellationToken.None);
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
