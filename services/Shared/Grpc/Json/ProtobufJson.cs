using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PrivacyPlatform.Calls.Json;

/// <summary>Messages to protobuf's JSON and back. Errors name the place, never what stood there: it may be personal data.</summary>
internal sealed class ProtobufJson(IOptions<GrpcJsonOptions> options)
{
    private const int MaxDepth = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly JsonParser parser = new(JsonParser.Settings.Default.WithRecursionLimit(MaxDepth).WithTypeRegistry(options.Value.TypeRegistry));
    private readonly JsonFormatter formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(options.Value.WriteDefaultValues).WithTypeRegistry(options.Value.TypeRegistry));

    public string Format(object message) => formatter.Format((IMessage)message);

    /// <exception cref="ProblemException">400 <c>message.malformed</c>.</exception>
    public IMessage Parse(ReadOnlySpan<byte> json, MessageDescriptor type)
    {
        var text = Text(json);
        using var document = Document(text);
        try
        {
            return parser.Parse(text, type);
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException or ArgumentException or FormatException or OverflowException)
        {
            var field = new BadFieldFinder(parser).Find(document.RootElement, type);
            throw Malformed(field is null ? $"The body is not a {type.FullName}." : $"The body is not a {type.FullName}: see the field.", field);
        }
    }

    private static string Text(ReadOnlySpan<byte> json)
    {
        try
        {
            return StrictUtf8.GetString(json);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed("The body is not UTF-8.", field: null);
        }
    }

    private static JsonDocument Document(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            throw Malformed(
                exception.LineNumber is { } line && exception.BytePositionInLine is { } position
                    ? $"The body is not valid JSON at line {line + 1}, byte {position + 1}."
                    : "The body is not valid JSON.",
                field: null);
        }
    }

    private static ProblemException Malformed(string detail, string? field) =>
        new(new Problem(400, Wire.CallErrors.Malformed, detail, field, StatusCode.InvalidArgument));
}
