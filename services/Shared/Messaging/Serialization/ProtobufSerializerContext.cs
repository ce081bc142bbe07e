using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using MassTransit;
using MassTransit.Serialization;

namespace PrivacyPlatform.Messaging;

/// <summary>A body without an envelope: its type is the one that the queue's consumer takes.</summary>
internal sealed class ProtobufSerializerContext(byte[] body, Headers headers, Uri? destination, ProtobufJsonSerializer serializer)
    : BaseSerializerContext(SystemTextJsonMessageSerializer.Instance, new RawMessage(headers, destination), [])
{
    public override bool IsSupportedMessageType<T>() => IsSupportedMessageType(typeof(T));

    public override bool IsSupportedMessageType(Type messageType) =>
        messageType is { IsClass: true, IsAbstract: false } && typeof(IMessage).IsAssignableFrom(messageType);

    public override bool TryGetMessage<T>(out T? message)
        where T : class
    {
        message = TryGetMessage(typeof(T), out var parsed) ? (T)parsed : null;
        return message is not null;
    }

    public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message)
    {
        message = IsSupportedMessageType(messageType) ? ProtobufJson.Read(body, Contracts.DescriptorOf(messageType)) : null;
        return message is not null;
    }

    public override IMessageSerializer GetMessageSerializer() => new CopyBodySerializer(ProtobufJsonSerializer.Json, new BytesMessageBody(body));

    public override IMessageSerializer GetMessageSerializer<T>(MessageEnvelope envelope, T message) => serializer;

    public override IMessageSerializer GetMessageSerializer(object message, string[] messageTypes) => serializer;

    public override Dictionary<string, object> ToDictionary<T>(T? message)
        where T : class => throw new NotSupportedException("Messages are not taken apart.");

    /// <summary>What MassTransit wants to know of a message. The addresses stay unknown: a producer's header must not tell us where to send anything.</summary>
    private sealed class RawMessage(Headers headers, Uri? destination) : MessageContext
    {
        public Guid? MessageId => headers.GetMessageId();

        public Guid? RequestId => null;

        public Guid? CorrelationId => null;

        public Guid? ConversationId => null;

        public Guid? InitiatorId => null;

        public DateTime? ExpirationTime => null;

        public Uri? SourceAddress => null;

        public Uri? DestinationAddress => destination;

        public Uri? ResponseAddress => null;

        public Uri? FaultAddress => null;

        public DateTime? SentTime => null;

        public Headers Headers => headers;

        public HostInfo Host => MassTransit.Metadata.HostMetadataCache.Empty;
    }
}
