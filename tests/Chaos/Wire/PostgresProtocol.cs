using System.Buffers.Binary;
using System.Text;

namespace PrivacyPlatform.Chaos.Tests.Wire;

/// <summary>PostgreSQL's protocol 3, without TLS: a startup message, then a letter and a length before each message.</summary>
internal sealed class PostgresProtocol : IWireProtocol
{
    private readonly Dictionary<string, string> statements = new(StringComparer.Ordinal);
    private bool started;

    public int FirstLength(ReadOnlySpan<byte> bytes, bool fromClient)
    {
        var letter = fromClient && !started ? 0 : 1;
        if (bytes.Length < letter + 4)
        {
            return 0;
        }

        var length = letter + BinaryPrimitives.ReadInt32BigEndian(bytes[letter..]);
        if (bytes.Length < length)
        {
            return 0;
        }

        started |= fromClient;
        return length;
    }

    /// <summary>The text of the statement that is bound, also when it was prepared before and travels as a name only.</summary>
    public string KindOf(ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case (byte)'P':
                var name = Text(message[5..], out var afterName);
                statements[name] = Text(message[(5 + afterName)..], out _);
                return "";
            case (byte)'B':
                Text(message[5..], out var afterPortal);
                return statements.GetValueOrDefault(Text(message[(5 + afterPortal)..], out _), "");
            default:
                return "";
        }
    }

    /// <summary>ReadyForQuery outside of a transaction.</summary>
    public bool IsDone(ReadOnlySpan<byte> answer) => answer[0] == 'Z' && answer[5] == 'I';

    private static string Text(ReadOnlySpan<byte> bytes, out int length)
    {
        length = bytes.IndexOf((byte)0) + 1;
        return Encoding.UTF8.GetString(bytes[..(length - 1)]);
    }
}
