using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Messaging;

/// <summary>Protobuf's own JSON, as it travels: camelCase names, default values left out, enums by name.</summary>
public static class ProtobufJson
{
    // Bytes that are not UTF-8 are refused, not replaced: what we store must be what was sent.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    // Unknown fields are ignored: v1 grows by adding fields, and a producer may be deployed before us.
    // A misspelled field is therefore an absent one, and what must be there is checked by the consumer.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static byte[] Write(IMessage message) => Utf8.GetBytes(Formatter.Format(message));

    /// <exception cref="MessageRejectedException"><see cref="EdgeCodes.Malformed"/>; it quotes nothing of the body, which may hold personal data.</exception>
    public static IMessage Read(ReadOnlySpan<byte> body, MessageDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        try
        {
            return Parser.Parse(Utf8.GetString(body), descriptor);
        }
        catch (Exception malformed) when (malformed is IOException or ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            // Neither the parser's text nor the exception itself (an IOException) goes on: both quote the input.
            throw new MessageRejectedException(new(EdgeCodes.Malformed, $"The body is not the JSON of {descriptor.FullName}.", "body"));
        }
    }
}
