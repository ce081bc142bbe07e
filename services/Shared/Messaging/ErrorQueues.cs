using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging;

/// <summary>For operators: what is in the error and dead queues, why, and back again. Every look puts the messages back where they were.</summary>
/// <param name="broker">AMQP address of a user with the operator's rights.</param>
public sealed class ErrorQueues(Uri broker)
{
    /// <summary>What one look or one resend takes at most from a queue.</summary>
    public const int AtMost = 10_000;

    /// <summary>Counts and reasons of each queue's error and dead queue.</summary>
    /// <param name="queues">The consumed queues: <c>consent.consent-captured</c>.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<FailedQueue>> List(IEnumerable<string> queues, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(queues);
        var found = new List<FailedQueue>();
        foreach (var queue in queues)
        {
            foreach (var failed in FailedQueuesOf(queue))
            {
                await using var visit = await Visit.Begin(broker, ct);
                if (await visit.Count(failed, ct) is { } count)
                {
                    var messages = await visit.Look(queue, failed, ct);
                    var reasons = messages.CountBy(message => message.Message.Code).OrderByDescending(reason => reason.Value);
                    found.Add(new(queue, failed, count, [.. reasons]));
                }
            }
        }

        return found;
    }

    /// <summary>The messages in a queue's error and dead queue, oldest first, at most <see cref="AtMost"/> of each.</summary>
    /// <param name="queue">The consumed queue.</param>
    /// <param name="messageId">Null for all.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<FailedMessage>> Show(string queue, string? messageId, CancellationToken ct)
    {
        var found = new List<FailedMessage>();
        foreach (var failed in FailedQueuesOf(queue))
        {
            await using var visit = await Visit.Begin(broker, ct);
            if (await visit.Count(failed, ct) is not null)
            {
                found.AddRange((await visit.Look(queue, failed, ct)).Select(seen => seen.Message).Where(message => messageId is null || message.MessageId == messageId));
            }
        }

        return found;
    }

    /// <summary>
    /// Sends messages again to the queue they failed in, and to nobody else. Each leaves the error queue only when the broker has
    /// confirmed it in its old queue: if something breaks in between it may be there twice, never not at all.
    /// </summary>
    /// <param name="queue">The consumed queue.</param>
    /// <param name="messageId">Null for all that are there now.</param>
    /// <param name="ct">Gives up; what was sent stays sent.</param>
    /// <returns>How many were sent.</returns>
    public async Task<int> Resend(string queue, string? messageId, CancellationToken ct)
    {
        var sent = 0;
        foreach (var failed in FailedQueuesOf(queue))
        {
            await using var visit = await Visit.Begin(broker, ct);
            if (await visit.Count(failed, ct) is null)
            {
                continue;
            }

            foreach (var (message, delivery) in await visit.Look(queue, failed, ct))
            {
                if (messageId is null || message.MessageId == messageId)
                {
                    await visit.SendBack(queue, failed, delivery, ct);
                    sent++;
                }
            }
        }

        return sent;
    }

    /// <summary>Removes messages for good: their bodies are nowhere else. Looks at every message that is there when it begins, one at a time.</summary>
    /// <param name="queue">The consumed queue.</param>
    /// <param name="which">Asked of each message once.</param>
    /// <param name="ct">Gives up; what was removed stays removed.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> Discard(string queue, Func<FailedMessage, bool> which, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(which);
        var discarded = 0;
        foreach (var failed in FailedQueuesOf(queue))
        {
            await using var visit = await Visit.Begin(broker, ct);
            if (await visit.Count(failed, ct) is not null)
            {
                discarded += await visit.Discard(queue, failed, which, ct);
            }
        }

        return discarded;
    }

    private static string[] FailedQueuesOf(string queue) => [QueueNames.Error(queue), QueueNames.Dead(queue)];

    /// <summary>One connection; what it has taken and not acknowledged goes back, in its old order, when it ends.</summary>
    private sealed class Visit(IConnection connection, IChannel channel, string user) : IAsyncDisposable
    {
        public static async Task<Visit> Begin(Uri broker, CancellationToken ct)
        {
            var connection = await BrokerConnections.Connect(broker, "privacy errors", ct);
            var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            return new(connection, await connection.CreateChannelAsync(confirmed, ct), BrokerConnections.UserOf(broker));
        }

        /// <summary>Null for a queue that does not exist: the service has not started yet.</summary>
        public async Task<long?> Count(string queue, CancellationToken ct)
        {
            try
            {
                // On a channel of its own, since asking for a queue that is not there closes the channel.
                await using var asking = await connection.CreateChannelAsync(cancellationToken: ct);
                return (await asking.QueueDeclarePassiveAsync(queue, ct)).MessageCount;
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                return null;
            }
        }

        public async Task<IReadOnlyList<(FailedMessage Message, BasicGetResult Delivery)>> Look(string queue, string failed, CancellationToken ct)
        {
            var seen = new List<(FailedMessage, BasicGetResult)>();
            while (seen.Count < AtMost && await channel.BasicGetAsync(failed, autoAck: false, ct) is { } delivery)
            {
                seen.Add((FailedMessage.Of(queue, failed, delivery), delivery));
            }

            return seen;
        }

        // None is held in memory but the one that is looked at: what stays is given back when the visit ends.
        public async Task<int> Discard(string queue, string failed, Func<FailedMessage, bool> which, CancellationToken ct)
        {
            var discarded = 0;
            while (await channel.BasicGetAsync(failed, autoAck: false, ct) is { } delivery)
            {
                if (which(FailedMessage.Of(queue, failed, delivery)))
                {
                    await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, ct);
                    discarded++;
                }
            }

            return discarded;
        }

        public async Task SendBack(string queue, string failed, BasicGetResult delivery, CancellationToken ct)
        {
            var properties = new BasicProperties(delivery.BasicProperties)
            {
                Persistent = true,
                UserId = user,
                Headers = FailedMessage.HeadersWithoutReason(failed, delivery.BasicProperties, user),
            };
            // Returns when confirmed; throws when nothing is bound to the exchange.
            await channel.BasicPublishAsync(queue, routingKey: "", mandatory: true, properties, delivery.Body, ct);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, ct);
        }

        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}

/// <param name="Queue">The consumed queue that the messages failed in.</param>
/// <param name="Name">The error or dead queue itself.</param>
/// <param name="Messages">How many are there.</param>
/// <param name="Reasons">How many there are of each error code, most frequent first.</param>
public sealed record FailedQueue(string Queue, string Name, long Messages, IReadOnlyList<KeyValuePair<string, int>> Reasons);
