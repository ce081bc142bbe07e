using System.Globalization;
using MassTransit;
using MassTransit.RabbitMqTransport;
using PrivacyPlatform.Kernel;
using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging;

/// <summary>Moves a message to its queue's error queue: the body byte for byte, its own headers, and the reason.</summary>
internal sealed class ErrorQueue(Senders senders, TimeProvider clock, MessagingTelemetry telemetry)
{
    /// <summary>Returns when the broker has confirmed it; only then may the original be acknowledged.</summary>
    public async Task Move(ReceiveContext context, string queue, Refusal reason)
    {
        if (!context.TryGetPayload<ChannelContext>(out var channel) || !context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery))
        {
            throw new InvalidOperationException("Only a message from RabbitMQ has an error queue.");
        }

        // A message in the error queue does not expire, and is not published under another user's name: the broker would close the channel.
        var properties = new BasicProperties(delivery.Properties) { Persistent = true, Headers = HeadersOf(delivery, queue, reason) };
        properties.ClearExpiration();
        properties.ClearUserId();
        await channel.BasicPublishAsync(QueueNames.Error(queue), routingKey: "", mandatory: true, properties, context.Body.GetBytes(), awaitAck: true);
        telemetry.Rejected(queue, reason.Code);
    }

    private Dictionary<string, object?> HeadersOf(RabbitMqBasicConsumeContext delivery, string queue, Refusal reason)
    {
        var headers = new Dictionary<string, object?>(delivery.Properties.Headers ?? new Dictionary<string, object?>(), StringComparer.Ordinal)
        {
            [WireHeaders.ErrorCode] = reason.Code,
            [WireHeaders.ErrorMessage] = reason.Message,
            [WireHeaders.ErrorAt] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        };
        headers.Remove(WireHeaders.ErrorField);
        if (reason.Field is { } field)
        {
            headers[WireHeaders.ErrorField] = field;
        }

        // Whatever the message itself said of its sender is not kept.
        headers.Remove(WireHeaders.SentBy);
        if (senders.Of(delivery, queue) is { } sender)
        {
            headers[WireHeaders.SentBy] = sender.User;
        }

        return headers;
    }
}
