using System.Buffers;

namespace Grpc.Core;

/// <summary>Takes one message's bytes from a serializer.</summary>
public abstract class SerializationContext
{
    /// <summary>Takes the whole message at once.</summary>
    public virtual void Complete(byte[] payload) => throw new NotSupportedException();

    /// <summary>Where to write the message; call <see cref="Complete()"/> afterwards.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotSupportedException();

    /// <summary>The message's length in bytes, when it is known before it is written.</summary>
    public virtual void SetPayloadLength(int payloadLength) { }

    /// <summary>The message is written.</summary>
    public virtual void Complete() => throw new NotSupportedException();
}
