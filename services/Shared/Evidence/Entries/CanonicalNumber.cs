using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PrivacyPlatform.EvidenceLog.Entries;

/// <summary>The one way to write a number: all digits, no exponent, no zeros that say nothing. Equal numbers are written alike, different ones never.</summary>
internal static class CanonicalNumber
{
    /// <summary>What PostgreSQL's numeric can hold; a larger exponent would be a way to fill the memory with zeros.</summary>
    private const int MostDigits = 16383;

    /// <param name="number">A number by JSON's grammar.</param>
    /// <exception cref="JsonException">Its exponent asks for more digits than PostgreSQL can hold.</exception>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> number) =>
        number.IndexOfAny("-.eE"u8) < 0 ? number : Rewritten(Encoding.ASCII.GetString(number));

    private static byte[] Rewritten(string number)
    {
        var negative = number[0] == '-';
        var mantissaEnd = number.IndexOfAny(['e', 'E']) is >= 0 and var e ? e : number.Length;
        var exponent = mantissaEnd == number.Length ? 0 : Exponent(number.AsSpan(mantissaEnd + 1));
        var mantissa = number[(negative ? 1 : 0)..mantissaEnd];
        var point = mantissa.IndexOf('.') is >= 0 and var p ? p : mantissa.Length;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        point += exponent;
        if (point < 0)
        {
            digits = new string('0', -point) + digits;
            point = 0;
        }

        digits = digits.PadRight(point, '0');
        var whole = digits[..point].TrimStart('0');
        var fraction = digits[point..].TrimEnd('0');
        if (whole.Length == 0 && fraction.Length == 0)
        {
            return "0"u8.ToArray();
        }

        var text = (negative ? "-" : "") + (whole.Length == 0 ? "0" : whole) + (fraction.Length == 0 ? "" : "." + fraction);
        return Encoding.ASCII.GetBytes(text);
    }

    private static int Exponent(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) && Math.Abs(exponent) <= MostDigits
            ? exponent
            : throw new JsonException("A number's exponent is too large.");
}
