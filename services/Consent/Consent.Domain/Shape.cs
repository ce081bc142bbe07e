using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace PrivacyPlatform.Consent;

/// <summary>
/// The shapes of what commands carry. Nothing but codes gets past them: where a name or an address does not fit,
/// it cannot be stored by mistake.
/// </summary>
internal static class Shape
{
    private static readonly SearchValues<char> Code = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> Reason = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly SearchValues<char> Label = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Language = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>1 to 64 of a-z, 0-9, "-" and "_".</summary>
    public static bool IsCode([NotNullWhen(true)] string? value) => Fits(value, 64, Code);

    /// <summary>1 to 64 of a-z, 0-9, "-", "_" and ".": <c>dsar.erasure</c>.</summary>
    public static bool IsReason([NotNullWhen(true)] string? value) => Fits(value, 64, Reason);

    /// <summary>A version's label: 1 to 64 of A-Z, a-z, 0-9, "-", "_" and ".".</summary>
    public static bool IsLabel([NotNullWhen(true)] string? value) => Fits(value, 64, Label);

    /// <summary>SHA-256: 64 lowercase hexadecimal digits.</summary>
    public static bool IsSha256([NotNullWhen(true)] string? value) => value?.Length == 64 && Fits(value, 64, Hexadecimal);

    /// <summary>The outline of a BCP 47 tag: "en", "nb-NO", "zh-Hans-CN"; at most 35 characters, as RFC 5646 4.4.1 advises.</summary>
    public static bool IsLanguage([NotNullWhen(true)] string? value) =>
        Fits(value, 35, Language)
        && value.Split('-') is { } subtags
        && subtags[0].Length is 2 or 3
        && subtags[0].All(char.IsAsciiLetter)
        && subtags.All(subtag => subtag.Length is >= 1 and <= 8);

    /// <summary>An absolute https address without a user name in it, at most 2,000 characters.</summary>
    public static bool IsUrl([NotNullWhen(true)] string? value) =>
        value is { Length: >= 1 and <= 2000 }
        && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(value, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps
        && address.UserInfo.Length == 0;

    /// <summary>One line for people to read: 1 to <paramref name="atMost"/> characters, none of them a control character.</summary>
    public static bool IsText([NotNullWhen(true)] string? value, int atMost) =>
        !string.IsNullOrWhiteSpace(value) && value.Length <= atMost && !value.Any(char.IsControl);

    private static bool Fits([NotNullWhen(true)] string? value, int atMost, SearchValues<char> allowed) =>
        value is { Length: >= 1 } && value.Length <= atMost && !value.AsSpan().ContainsAnyExcept(allowed);
}
