using System.Buffers.Binary;

namespace PrivacyPlatform.Chaos.Tests.Wire;

/// <summary>AMQP 0-9-1: a header of eight bytes, then frames of type, channel, length, payload and an end mark.</summary>
internal sealed class AmqpProtocol : IWireProtocol
{
    public const string Publish = "basic.publish";
    public const string Ack = "basic.ack";

    private const int Header = 7;

    public int FirstLength(ReadOnlySpan<byte> bytes, bool fromClient)
    {
        if (bytes.Length < Header + 1)
        {
            return 0;
        }

        var length = bytes[0] == 'A' ? 8 : Header + BinaryPrimitives.ReadInt32BigEndian(bytes[3..]) + 1;
        return bytes.Length < length ? 0 : length;
    }

    public string KindOf(ReadOnlySpan<byte> message) => message switch
    {
        [1, _, _, _, _, _, _, 0, 60, 0, 40, ..] => Publish,
        [1, _, _, _, _, _, _, 0, 60, 0, 80, ..] => Ack,
        _ => "",
    };

    /// <summary>A confirm says it of one message only; nobody waits for that.</summary>
    public bool IsDone(ReadOnlySpan<byte> answer) => false;
}
