using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;

namespace PrivacyPlatform.Feed;

internal static class AnnouncedMessages
{
    /// <summary>The body is byte for byte what the relay publishes.</summary>
    public static V1.AnnouncedMessage Of(RecordedEvent recorded, IMessage message) => new()
    {
        Type = message.Descriptor.FullName,
        Body = Encoding.UTF8.GetString(ProtobufJson.Write(message)),
        RecordedAt = recorded.RecordedAt.ToTimestamp(),
        SchemaVersion = recorded.SchemaVersion,
        CorrelationId = recorded.CorrelationId ?? "",
        CausationId = recorded.CausationId ?? "",
        Traceparent = recorded.TraceParent ?? "",
    };
}
