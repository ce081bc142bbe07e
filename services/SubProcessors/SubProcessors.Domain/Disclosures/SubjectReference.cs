using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Disclosures;

/// <summary>Whose data was shared: an opaque id. What has the form of an e-mail address or a telephone number is refused and never repeated.</summary>
internal static class SubjectReference
{
    /// <summary>What is wrong with it; null: nothing.</summary>
    public static Refusal? Check(string value)
    {
        var grouped = value.AsSpan().IndexOfAny(" .-/()+") >= 0;
        var digits = value.Count(char.IsAsciiDigit);
        var onlyNumber = value.All(c => char.IsAsciiDigit(c) || " .-/()+".Contains(c, StringComparison.Ordinal));
        return value.Contains('@', StringComparison.Ordinal) || (onlyNumber && digits is >= 7 and <= 15 && (grouped || value is ['0', '0', not '0', ..]))
            ? DisclosureRefusals.SubjectLooksPersonal
            : value.Length is < 1 or > 128 || !value.All(c => char.IsAsciiLetterOrDigit(c) || "_.:-".Contains(c, StringComparison.Ordinal))
                ? DisclosureRefusals.SubjectMalformed
                : null;
    }
}
