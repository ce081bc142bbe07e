using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// One connection and channel that publish announcements in windows: mandatory, persistent, confirmed. It counts confirms itself,
/// since the client's own tracking waits for each message or, with its rate limiter, publishes a few hundred a second.
/// Never repaired: after any failure the relay makes a new one and publishes again from the outbox.
/// </summary>
internal sealed class AnnouncementPublisher : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly string user;
    private readonly MessagingTelemetry telemetry;
    private readonly RelayOptions options;
    private readonly TimeProvider clock;
    private ulong published;
    private ConfirmWindow? window;

    /// <summary>Called with the exchange of each announcement that no queue was bound for.</summary>
    public Action<string>? Unheard { get; init; }

    private AnnouncementPublisher(
        IConnection connection, IChannel channel, string user, MessagingTelemetry telemetry, RelayOptions options, TimeProvider clock)
    {
        (this.connection, this.channel, this.user) = (connection, channel, user);
        (this.telemetry, this.options, this.clock) = (telemetry, options, clock);
        channel.BasicAcksAsync += Acked;
        channel.BasicNacksAsync += Nacked;
        channel.BasicReturnAsync += Returned;
        channel.ChannelShutdownAsync += ShutDown;
    }

    /// <summary>Connects and declares the topology: the first window finds its exchanges.</summary>
    public static async Task<AnnouncementPublisher> Connect(
        BrokerConnections connections, BrokerTopology topology, MessagingTelemetry telemetry, RelayOptions options, TimeProvider clock,
        Action<string> unheard, CancellationToken ct)
    {
        var broker = await connections.Connect(ct);
        try
        {
            await using (var declaring = await broker.CreateChannelAsync(cancellationToken: ct))
            {
                await topology.Declare(declaring, ct);
            }

            var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);
            return new(broker, await broker.CreateChannelAsync(confirmed, ct), connections.User, telemetry, options, clock) { Unheard = unheard };
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes in the order given and waits for the broker's answers. When asked to stop, it publishes no more and waits a bounded time for those.</summary>
    /// <returns>The sequences that may leave the outbox, and what went wrong, if anything did.</returns>
    public async Task<(IReadOnlyList<long> Confirmed, Exception? Failure)> Publish(IReadOnlyList<Announcement> announcements, CancellationToken ct)
    {
        var current = new ConfirmWindow(published + 1, announcements.Count);
        window = current;
        // Rearmed at every sign of life; a broker that neither takes nor confirms within that time is given up.
        using var stalled = new CancellationTokenSource(options.ConfirmTimeout, clock);
        try
        {
            foreach (var announcement in announcements)
            {
                if (ct.IsCancellationRequested || current.Failure is not null)
                {
                    break;
                }

                await Publish(announcement, stalled.Token);
                current.Published();
                stalled.CancelAfter(options.ConfirmTimeout);
            }

            current.Close();
            await Settle(current, ct);
        }
        catch (Exception failure)
        {
            current.Fail(failure is OperationCanceledException ? new TimeoutException("The broker takes no messages.") : failure);
        }

        return (MayLeave(announcements, current), current.Failure);
    }

    public async ValueTask DisposeAsync()
    {
        channel.ChannelShutdownAsync -= ShutDown;
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

    private async Task Publish(Announcement announcement, CancellationToken ct)
    {
        using var activity = MessagingTelemetry.StartPublishing(announcement);
        await channel.BasicPublishAsync(
            announcement.Exchange, routingKey: "", mandatory: true, announcement.Properties(user, activity), ProtobufJson.Write(announcement.Message!), ct);
        published++;
        telemetry.Published();
    }

    private async Task Settle(ConfirmWindow current, CancellationToken ct)
    {
        while (!current.Settled.IsCompleted)
        {
            var answered = current.Answered;
            var patience = ct.IsCancellationRequested ? options.FlushTimeout : options.ConfirmTimeout;
            try
            {
                await current.Settled.WaitAsync(patience, clock, CancellationToken.None);
            }
            catch (TimeoutException) when (current.Answered > answered && !ct.IsCancellationRequested)
            {
                // Slow, but alive.
            }
            catch (TimeoutException silence)
            {
                throw new TimeoutException("The broker confirms no messages.", silence);
            }
        }
    }

    /// <summary>
    /// The confirmed ones, except those behind an unconfirmed one of their own stream: they are published again after it, so that a
    /// subscriber's last sight of the stream is in order.
    /// </summary>
    private List<long> MayLeave(IReadOnlyList<Announcement> announcements, ConfirmWindow current)
    {
        var heldBack = new HashSet<(string Tenant, string Stream)>();
        var leave = new List<long>(announcements.Count);
        foreach (var (position, announcement) in announcements.Index())
        {
            var recorded = announcement.Event;
            if (current.IsConfirmed(position) && !heldBack.Contains((recorded.Tenant, recorded.Stream)))
            {
                leave.Add(recorded.Sequence);
            }
            else
            {
                heldBack.Add((recorded.Tenant, recorded.Stream));
            }
        }

        telemetry.Confirmed(leave.Count);
        return leave;
    }

    private Task Acked(object sender, BasicAckEventArgs ack)
    {
        window?.Ack(ack.DeliveryTag, ack.Multiple);
        return Task.CompletedTask;
    }

    private Task Nacked(object sender, BasicNackEventArgs nack)
    {
        window?.Fail(new IOException("The broker did not take a message."));
        return Task.CompletedTask;
    }

    private Task Returned(object sender, BasicReturnEventArgs unrouted)
    {
        telemetry.Returned(unrouted.Exchange);
        Unheard?.Invoke(unrouted.Exchange);
        return Task.CompletedTask;
    }

    private Task ShutDown(object sender, ShutdownEventArgs reason)
    {
        window?.Fail(new AlreadyClosedException(reason));
        return Task.CompletedTask;
    }
}
