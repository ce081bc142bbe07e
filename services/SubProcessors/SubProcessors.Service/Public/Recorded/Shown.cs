using System.Xml;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>Text from people on its way into HTML, JSON, CSV and XML: what one of them cannot hold is replaced, so that all say the same.</summary>
internal static class Shown
{
    /// <summary>Half of a surrogate pair, and control characters, as U+FFFD.</summary>
    public static string? Line(string? text) => text is null || IsWhole(text)
        ? text
        : string.Concat(text.EnumerateRunes().Select(rune => rune.Value >= 0x10000 || (XmlConvert.IsXmlChar((char)rune.Value) && !char.IsControl((char)rune.Value)) ? rune.ToString() : "\uFFFD"));

    private static bool IsWhole(string text) => !text.Any(character => char.IsSurrogate(character) || char.IsControl(character) || !XmlConvert.IsXmlChar(character));
}
