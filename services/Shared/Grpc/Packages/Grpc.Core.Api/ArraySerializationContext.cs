using System.Buffers;

namespace Grpc.Core;

/// <summary>Collects one message in memory.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? writer;
    private ReadOnlyMemory<byte>? payload;
    private int length;

    public ReadOnlyMemory<byte> Payload => payload ?? throw new InvalidOperationException("The serializer did not complete the message.");

    public override void SetPayloadLength(int payloadLength) => length = payloadLength;

    public override IBufferWriter<byte> GetBufferWriter() =>
        writer ??= length > 0 ? new ArrayBufferWriter<byte>(length) : new ArrayBufferWriter<byte>();

    public override void Complete(byte[] payload) => this.payload = payload;

    public override void Complete() => payload = writer?.WrittenMemory ?? ReadOnlyMemory<byte>.Empty;
}
