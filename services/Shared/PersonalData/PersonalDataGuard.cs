using System.Text.Json;
using System.Text.RegularExpressions;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// Finds, in a payload or a message as JSON, text in clear that contains an e-mail address or an international telephone number: a net under the
/// rule that events carry codes only, for tests that walk all events and messages. It proves nothing about names; those only types can keep out.
/// </summary>
public static partial class PersonalDataGuard
{
    /// <summary>JSON Pointers of the suspicious strings, never the strings themselves; sealed values are passed over.</summary>
    public static IReadOnlyList<string> Find(string json)
    {
        using var document = JsonDocument.Parse(json);
        var found = new List<string>();
        SealedFields.Strings(document.RootElement, "", (field, text) =>
        {
            if (Email().IsMatch(text) || Telephone().IsMatch(text))
            {
                found.Add(field);
            }
        });
        return found;
    }

    [GeneratedRegex("""[^\s@<>()",;:]+@[^\s@<>()",;:]+\.[^\s@<>()",;:.]{2,}""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Email();

    // Only what says that it is a telephone number: digits alone are ids, times and amounts as well. No country's code begins with 0, a time zone's offset may.
    [GeneratedRegex("""(?<![\w+])(\+|tel:\+?)[1-9]([ .\-()/]?[0-9]){6,14}(?![0-9])""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Telephone();
}
