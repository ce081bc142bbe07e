using PrivacyPlatform.SubProcessors.Service.Public.Addresses;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>What became different, newest first.</summary>
internal static class ChangeList
{
    public static Markup Recent(RegisterView view) => Markup.Of(
        $"""
        <section class="panel" aria-labelledby="changes-title">
        <h2 id="changes-title">Changes</h2>
        {Of(view.Address, view.Changes)}
        <p><a href="{view.Address.Changes}">All changes</a> · <a href="{view.Address.Atom}">Atom feed</a></p>
        </section>

        """);

    public static Markup Of(RegisterAddress address, IReadOnlyList<Change> changes) => changes.Count == 0
        ? Markup.Of($"""<p class="empty">Nothing has changed yet.</p>""")
        : Markup.Of($"""<ol class="changes">{changes.GroupBy(change => change.At).Select(together => Line(address, together.Key, [.. together]))}</ol>""");

    private static Markup Line(RegisterAddress address, DateTimeOffset at, IReadOnlyList<Change> changes) => Markup.Of(
        $"""
        <li><a href="{address.Between(Time.Iso(at.AddTicks(-10)), Time.Iso(at))}">{Time.Day(at)}</a> {Text(changes)}</li>

        """);

    // An import lists many at once: their names say enough.
    private static Markup Text(IReadOnlyList<Change> changes) => changes is [var only]
        ? Markup.Of($"""{only.Title}{(only is { Before: not null, After: not null, Verb: "changed" } ? $": {string.Join(", ", only.Cells.Select(cell => cell.Label.ToLowerInvariant()))}" : "")}""")
        : Markup.Of($"""{changes.Count} at once: {string.Join("; ", changes.Take(4).Select(change => change.Title))}{(changes.Count > 4 ? "; …" : "")}""");
}
