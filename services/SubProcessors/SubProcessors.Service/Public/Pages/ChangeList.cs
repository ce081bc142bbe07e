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
        {(view.Moment.IsNow ? Of(view.Address, view.Changes) : Markup.None)}
        <p>{Links(view)} · <a href="{view.Address.Atom}">Atom feed</a></p>
        </section>

        """);

    private static Markup Links(RegisterView view) => view.Moment.IsNow
        ? Markup.Of($"""<a href="{view.Address.Changes}">All changes</a>""")
        : Markup.Of($"""<a href="{view.Address.ChangesBefore(view.Edition.Began.AddTicks(1))}">What had changed until then</a>""");

    public static Markup Of(RegisterAddress address, IReadOnlyList<ChangeSet> changes) => changes.Count == 0
        ? Markup.Of($"""<p class="empty">Nothing has changed yet.</p>""")
        : Markup.Of($"""<ol class="changes">{changes.Select(together => Line(address, together))}</ol>""");

    private static Markup Line(RegisterAddress address, ChangeSet together) => Markup.Of(
        $"""
        <li><a href="{address.Change(together.At)}">{Time.Day(together.At)}</a> <span>{together.Title}{Cells(together)}</span></li>

        """);

    private static Markup Cells(ChangeSet together) => together.Changes is [{ Verb: Change.Changed } only]
        ? Markup.Of($""": {string.Join(", ", only.Cells.Select(cell => cell.Label.ToLowerInvariant()))}""")
        : Markup.None;
}
