using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary>Which lines are shown. The page's script does the same at once, in the browser.</summary>
/// <param name="Text">Words that a line has, all of them, wherever; empty: any line.</param>
/// <param name="Place">A place's code; empty: any.</param>
/// <param name="Mechanism">A mechanism's id; empty: any.</param>
internal sealed record EntryFilter(string Text, string Place, string Mechanism)
{
    private const int LongestText = 200;

    public static EntryFilter None { get; } = new("", "", "");

    public bool IsNone => this == None;

    public static EntryFilter Of(IQueryCollection query) => new(Value(query, "q"), Value(query, "country"), Value(query, "mechanism"));

    public bool Matches(Entry entry) =>
        (Place.Length == 0 || Tally.PlacesOf(entry).Any(place => place.Code == Place))
        && (Mechanism.Length == 0 || Tally.MechanismOf(entry).Id == Mechanism)
        && (Text.Length == 0 || HasWords(entry));

    private bool HasWords(Entry entry)
    {
        var text = string.Join('\n', EntryText.Cells(entry).Select(cell => cell.Text));
        return Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static string Value(IQueryCollection query, string name) =>
        query[name].ToString().Trim() is var value && value.Length <= LongestText ? value : value[..LongestText];
}
