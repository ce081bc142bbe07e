using System.Buffers;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>
/// A subject id is opaque: it says nothing about the person to someone who cannot look it up. What has the form of an e-mail address
/// or a telephone number is refused, and never repeated in the refusal.
/// </summary>
public static class SubjectId
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-");

    private static readonly SearchValues<char> Separators = SearchValues.Create(" \u00a0.-/()");

    /// <summary>What is wrong with an id; null: nothing.</summary>
    public static Refusal? Check(string value) => value switch
    {
        // Before the shape: an e-mail address has the wrong shape, too, but the producer should learn what is wrong with it.
        _ when value.Contains('@') || IsTelephoneNumber(value.AsSpan().Trim()) => SubjectRefusals.LooksPersonal,
        { Length: < 1 or > 128 } => SubjectRefusals.Malformed,
        _ when value.AsSpan().ContainsAnyExcept(Allowed) => SubjectRefusals.Malformed,
        _ => null,
    };

    // 7 to 15 digits (E.164) and nothing else but what people write between them, and one sign more that a number is meant: the
    // international prefix ("+47…", "0047…", "tel:…") or a separator ("912-34-567"). Digits alone are not enough: most
    // products count their users, and 91234567 may well be user number 91,234,567.
    private static bool IsTelephoneNumber(ReadOnlySpan<char> value)
    {
        var sign = false;
        if (value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
        {
            value = value[4..];
            sign = true;
        }

        if (value.StartsWith("+"))
        {
            value = value[1..];
            sign = true;
        }

        var digits = 0;
        foreach (var c in value)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
            }
            else if (Separators.Contains(c))
            {
                sign = true;
            }
            else
            {
                return false;
            }
        }

        return digits is >= 7 and <= 15 && (sign || HasInternationalPrefix(value));
    }

    // No country's code begins with 0: "0000123456" is a padded number.
    private static bool HasInternationalPrefix(ReadOnlySpan<char> digits) => digits is ['0', '0', not '0', ..];
}
