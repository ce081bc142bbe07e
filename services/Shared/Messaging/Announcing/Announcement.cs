using System.Diagnostics;
using Google.Protobuf;
using PrivacyPlatform.EventStore;
using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging;

/// <summary>One event on its way out.</summary>
internal sealed record Announcement(RecordedEvent Event, IMessage? Message)
{
    /// <summary>The exchange's name.</summary>
    public string Exchange => Message!.Descriptor.FullName;

    /// <param name="user">Under whom it is published: subscribers can tell it from what somebody else might put there.</param>
    /// <param name="publishing">Where traced.</param>
    public BasicProperties Properties(string user, Activity? publishing)
    {
        var headers = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [WireHeaders.Tenant] = Event.Tenant,
            [WireHeaders.SchemaVersion] = Event.SchemaVersion,
        };
        if (Event.CausationId is { } causation)
        {
            headers[WireHeaders.CausationId] = causation;
        }

        if ((publishing?.Id ?? Event.TraceParent) is { } trace)
        {
            headers[WireHeaders.TraceParent] = trace;
        }

        var properties = new BasicProperties
        {
            MessageId = Event.Id.ToString(),
            UserId = user,
            Type = Message!.Descriptor.FullName,
            ContentType = "application/json",
            Persistent = true,
            Timestamp = new AmqpTimestamp(Event.RecordedAt.ToUnixTimeSeconds()),
            Headers = headers,
        };
        if (Event.CorrelationId is { } correlation)
        {
            properties.CorrelationId = correlation;
        }

        return properties;
    }
}
