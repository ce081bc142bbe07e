using MassTransit;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>Reads who, for whom and which command from a message's properties and headers.</summary>
internal static class IncomingEnvelope
{
    /// <summary>Longer identifiers are cut off: they are stored with every event.</summary>
    private const int LongestId = 200;

    /// <exception cref="MessageRejectedException"><see cref="EdgeCodes.NoTenant"/>, <see cref="EdgeCodes.NoId"/>, or what <see cref="Senders.Speaking"/> says.</exception>
    public static CommandEnvelope Of(RabbitMqBasicConsumeContext delivery, string queue, Senders senders, DateTimeOffset now)
    {
        var properties = delivery.Properties;
        var tenant = WireHeaders.Text(properties, WireHeaders.Tenant)
            ?? throw new MessageRejectedException(new(EdgeCodes.NoTenant, "The message has no header 'tenant'.", "tenant"));
        if (!Guid.TryParse(properties.MessageId, out var id) || id == Guid.Empty)
        {
            throw new MessageRejectedException(new(EdgeCodes.NoId, "The message has no message_id that is a UUID.", "message_id"));
        }

        var sender = senders.Speaking(delivery, queue, tenant);
        return new CommandEnvelope
        {
            CommandId = id,
            Tenant = tenant,
            Actor = sender.Actor,
            OccurredAt = now,
            RecordedAt = now,
            CorrelationId = Cut(properties.CorrelationId),
            // A message that names no cause is itself the cause of what follows from it.
            CausationId = Cut(WireHeaders.Text(properties, WireHeaders.CausationId)) ?? id.ToString(),
        };
    }

    private static string? Cut(string? id) => string.IsNullOrWhiteSpace(id) ? null : id[..Math.Min(id.Length, LongestId)];
}
