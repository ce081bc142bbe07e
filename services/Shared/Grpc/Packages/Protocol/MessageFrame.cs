using System.Buffers.Binary;
using Grpc.Core;

namespace PrivacyPlatform.Calls.Protocol;

/// <summary>Makes length-prefixed messages.</summary>
internal static class MessageFrame
{
    private const int HeaderSize = 5;

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the message is larger than the limit.</exception>
    public static (byte[] Header, ReadOnlyMemory<byte> Payload) Of<T>(Marshaller<T> marshaller, T message, bool compress, int? maxSize)
    {
        var context = new ArraySerializationContext();
        marshaller.ContextualSerializer(message, context);
        var payload = context.Payload;
        if (payload.Length > (maxSize ?? int.MaxValue))
        {
            throw MessageLimit.SentTooLarge();
        }

        if (compress)
        {
            payload = Gzip.Compress(payload);
        }

        var header = new byte[HeaderSize];
        header[0] = compress ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), (uint)payload.Length);
        return (header, payload);
    }
}
