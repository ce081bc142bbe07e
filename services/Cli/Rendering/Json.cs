using Google.Protobuf;

namespace PrivacyPlatform.Cli;

/// <summary>The contract's own JSON, every field written, so that a program finds what it looks for.</summary>
internal static class Json
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static string Of(IMessage message) => Formatter.Format(message);
}
