using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace PrivacyPlatform.SubProcessors;

/// <summary>The shapes of what commands carry: codes, one line of text, public addresses.</summary>
internal static class Shape
{
    private static readonly SearchValues<char> Code = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> Label = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>1 to 100 of a-z, 0-9, "-" and "_".</summary>
    public static bool IsCode([NotNullWhen(true)] string? value) => Fits(value, 100, Code);

    /// <summary>A version's label: 1 to 64 of A-Z, a-z, 0-9, "-", "_" and ".".</summary>
    public static bool IsLabel([NotNullWhen(true)] string? value) => Fits(value, 64, Label);

    /// <summary>An absolute https address without a user name in it, at most 2,000 characters.</summary>
    public static bool IsUrl([NotNullWhen(true)] string? value) =>
        value is { Length: >= 1 and <= 2000 }
        && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(value, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps
        && address.UserInfo.Length == 0;

    /// <summary>One line for people to read: 1 to <paramref name="atMost"/> characters, none of them a control character. Markup is text like any other.</summary>
    public static bool IsText([NotNullWhen(true)] string? value, int atMost) =>
        !string.IsNullOrWhiteSpace(value) && value.Length <= atMost && !value.Any(char.IsControl);

    private static bool Fits([NotNullWhen(true)] string? value, int atMost, SearchValues<char> allowed) =>
        value is { Length: >= 1 } && value.Length <= atMost && !value.AsSpan().ContainsAnyExcept(allowed);
}
