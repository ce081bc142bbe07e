using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Grpc.Core;

namespace PrivacyPlatform.Calls.Protocol;

/// <summary>Reads length-prefixed messages: one byte "compressed?", four bytes of length, the message.</summary>
/// <param name="pipe">Where they come from.</param>
/// <param name="encoding">The <c>grpc-encoding</c> of the stream; null: none was named.</param>
/// <param name="maxSize">Of one message, before and after decompression, in bytes; null: no limit.</param>
internal sealed class MessageReader(PipeReader pipe, string? encoding, int? maxSize)
{
    private const int HeaderSize = 5;

    /// <summary>The next message; found is false at the stream's end.</summary>
    /// <exception cref="RpcException">INTERNAL: bytes that are no message. RESOURCE_EXHAUSTED: it is too large. UNIMPLEMENTED: its compression is not known.</exception>
    public async ValueTask<(bool Found, T? Message)> Read<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (TryTake(buffer, out var compressed, out var payload))
            {
                var message = Deserialize(marshaller, compressed, payload);
                pipe.AdvanceTo(payload.End);
                return (true, message);
            }

            if (result.IsCompleted)
            {
                return buffer.IsEmpty ? (false, null) : throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>The only message of a stream.</summary>
    /// <exception cref="RpcException">INTERNAL: there is none, or more than one; further as <see cref="Read"/>.</exception>
    public async ValueTask<T> ReadOnly<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        var (found, message) = await Read(marshaller, cancellationToken);
        if (!found)
        {
            throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));
        }

        var (another, _) = await Read(marshaller, cancellationToken);
        return another ? throw new RpcException(new Status(StatusCode.Internal, "Additional data after the message received.")) : message!;
    }

    private bool TryTake(ReadOnlySequence<byte> buffer, out bool compressed, out ReadOnlySequence<byte> payload)
    {
        compressed = false;
        payload = default;
        if (buffer.Length < HeaderSize)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        compressed = header[0] switch
        {
            0 => false,
            1 => true,
            _ => throw new RpcException(new Status(StatusCode.Internal, "Unexpected compressed flag value in message header.")),
        };
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)(maxSize ?? int.MaxValue))
        {
            throw MessageLimit.ReceivedTooLarge();
        }

        if (buffer.Length < HeaderSize + length)
        {
            return false;
        }

        payload = buffer.Slice(HeaderSize, length);
        return true;
    }

    private T Deserialize<T>(Marshaller<T> marshaller, bool compressed, ReadOnlySequence<byte> payload)
    {
        var plain = compressed ? new ReadOnlySequence<byte>(Decompress(payload)) : payload;
        try
        {
            return marshaller.ContextualDeserializer(new SequenceDeserializationContext(plain));
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The message could not be read as {typeof(T).Name}.", exception));
        }
    }

    private byte[] Decompress(ReadOnlySequence<byte> payload) => encoding switch
    {
        Gzip.Name => Gzip.Decompress(payload, maxSize),
        null or "identity" => throw new RpcException(new Status(StatusCode.Internal, "A compressed message came without a grpc-encoding that compresses.")),
        _ => throw new RpcException(new Status(StatusCode.Unimplemented, "Unsupported grpc-encoding. Supported encodings: identity, gzip")),
    };
}
