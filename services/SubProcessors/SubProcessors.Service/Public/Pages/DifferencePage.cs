using PrivacyPlatform.SubProcessors.Service.Public.Addresses;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>What two editions of a register say differently.</summary>
internal static class DifferencePage
{
    public static string Of(RegisterAddress address, Difference difference, Moment from, Moment to)
    {
        var title = difference.To.Facts.Title;
        var layout = new Layout(address.Base, $"What changed: {title} · {address.Tenant}", Markup.None, IsIndexed: false);
        return layout.Whole(Markup.Of(
            $"""
            <header class="masthead">
            <nav aria-label="Registers"><a href="{address.Index}">{address.Tenant}</a> › <a href="{address.Page}">{title}</a></nav>
            <h1>What changed</h1>
            <p class="lede">Between {Edition(address, from)} and {Edition(address, to)}: {Summary(difference)}.</p>
            </header>
            <main id="main">
            <section class="panel plain" aria-label="Other dates">
            {LookBack.DifferenceForm(address.Difference, Time.IsoDay(from.At), Time.IsoDay(to.At))}
            </section>
            {Group("Added", "added", difference.Changes.Where(change => change.Before is null))}{Group("Removed", "removed", difference.Changes.Where(change => change.After is null))}{Group("Changed", "changed", difference.Changes.Where(change => change is { Before: not null, After: not null }))}
            </main>

            """));
    }

    private static Markup Edition(RegisterAddress address, Moment moment) => moment.IsNow
        ? Markup.Of($"""<a href="{address.Page}">now</a>""")
        : Markup.Of($"""<a href="{RegisterAddress.AsOf(address.Page, moment)}">{(moment.Asked.Length == 10 ? EntryText.Day(moment.At) : Time.Full(moment.At))}</a>""");

    private static string Summary(Difference difference)
    {
        var (added, removed) = (difference.Changes.Count(change => change.Before is null), difference.Changes.Count(change => change.After is null));
        var changed = difference.Changes.Count - added - removed;
        string[] parts = [.. new[] { (added, "added"), (removed, "removed"), (changed, "changed") }.Where(part => part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}")];
        return parts.Length == 0 ? "nothing" : string.Join(", ", parts);
    }

    private static Markup Group(string title, string kind, IEnumerable<Change> changes)
    {
        Markup[] articles = [.. changes.Select(change => Article(kind, change))];
        return articles.Length == 0
            ? Markup.None
            : Markup.Of($"""<section class="difference {kind}" aria-labelledby="{kind}-title"><h2 id="{kind}-title">{title} <span class="count">{articles.Length}</span></h2>{articles}</section>""");
    }

    private static Markup Article(string kind, Change change) => Markup.Of(
        $"""
        <article class="{kind}"><h3>{EntryText.Name(change.Entry)}</h3>
        <dl>{change.Cells.Where(cell => cell.Label != "Name" || kind == "changed").Select(Cell)}</dl></article>

        """);

    private static Markup Cell((string Label, string Before, string After) cell) => Markup.Of(
        $"""<div><dt>{cell.Label}</dt>{Side("del", "before", cell.Before)}{Side("ins", "now", cell.After)}</div>""");

    // The word before it is for those who do not see the color.
    private static Markup Side(string element, string unseen, string text) => text.Length == 0
        ? Markup.None
        : Markup.Of($"""<dd><{new Markup(element)}><span class="unseen">{unseen}: </span>{text}</{new Markup(element)}></dd>""");
}
