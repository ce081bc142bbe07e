using System.Buffers;
using MassTransit;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>Reads who, for whom and which command from a message's properties and headers.</summary>
internal static class IncomingEnvelope
{
    private const int LongestId = 128;

    private static readonly SearchValues<char> Identifier =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-|/");

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
            CorrelationId = Code(properties.CorrelationId),
            // A message that names no cause is itself the cause of what follows from it.
            CausationId = Code(WireHeaders.Text(properties, WireHeaders.CausationId)) ?? id.ToString(),
        };
    }

    /// <summary>
    /// These are stored with every event and announced, for ever: what is no code (an address, a name with a blank in it) goes no further. Only tracing is lost.
    /// </summary>
    private static string? Code(string? id) =>
        id is { Length: >= 1 and <= LongestId } && !id.AsSpan().ContainsAnyExcept(Identifier) ? id : null;
}
