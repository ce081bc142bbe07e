using System.Buffers;
using Grpc.Core;

namespace PrivacyPlatform.Calls.Protocol;

/// <summary>Gives one message from the transport's buffer.</summary>
internal sealed class SequenceDeserializationContext(ReadOnlySequence<byte> payload) : DeserializationContext
{
    public override int PayloadLength => (int)payload.Length;

    public override byte[] PayloadAsNewBuffer() => payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => payload;
}
