using System.Net.Mime;
using Google.Protobuf;
using MassTransit;
using MassTransit.Serialization;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// Hands every <see cref="IMessage"/> to protobuf's own formatter and parser. MassTransit's default serializer would drop
/// repeated and map fields of generated classes without an error, since they have no setters.
/// </summary>
/// <param name="maximumBytes">A longer body is not parsed but goes to the error queue as it is.</param>
public sealed class ProtobufJsonSerializer(int maximumBytes) : ISerializerFactory, IMessageSerializer, IMessageDeserializer
{
    public static readonly ContentType Json = new("application/json");

    public ContentType ContentType => Json;

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => this;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Message is IMessage message
            ? new BytesMessageBody(ProtobufJson.Write(message))
            : throw new NotSupportedException($"{typeof(T).Name} is not a message of the contracts; nothing else travels.");
    }

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        ArgumentNullException.ThrowIfNull(receiveContext);
        return new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));
    }

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        var bytes = body.GetBytes();
        return bytes.Length <= maximumBytes
            ? new ProtobufSerializerContext(bytes, headers, destinationAddress, this)
            : throw new MessageRejectedException(new(EdgeCodes.TooLarge, $"The body has {bytes.Length} bytes; at most {maximumBytes} are taken.", "body"));
    }

    public void Probe(ProbeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.CreateScope("json").Add("provider", "protobuf");
    }
}
