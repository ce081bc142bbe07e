using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Contracts.Tests;

internal static class ProtobufJson
{
    public static byte[] Write(IMessage message) => Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(message));

    public static IMessage Read(ReadOnlySpan<byte> body, MessageDescriptor descriptor) => JsonParser.Default.Parse(Encoding.UTF8.GetString(body), descriptor);
}
