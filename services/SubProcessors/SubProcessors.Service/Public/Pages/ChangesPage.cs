using PrivacyPlatform.SubProcessors.Service.Public.Addresses;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>All changes of a register, a page of them at a time.</summary>
internal static class ChangesPage
{
    public const int PageSize = 100;

    /// <param name="changes">At most one more than a page: then there are older ones.</param>
    public static string Of(RegisterAddress address, RegisterFacts facts, IReadOnlyList<ChangeSet> changes, bool isFirst)
    {
        var older = changes.Count > PageSize ? changes[PageSize - 1].At : (DateTimeOffset?)null;
        var layout = new Layout(
            address.Base,
            $"Changes: {facts.Title} · {address.Tenant}",
            Markup.Of($"""<link rel="alternate" type="application/atom+xml" href="{address.Atom}" title="Changes of {facts.Title}">"""),
            IsIndexed: false);
        return layout.Whole(Markup.Of(
            $"""
            <header class="masthead">
            <nav aria-label="Registers"><a href="{address.Index}">{address.Tenant}</a> › <a href="{address.Page}">{facts.Title}</a></nav>
            <h1>Changes</h1>
            <p class="lede">Newest first. Each date leads to what it changed.</p>
            <nav class="actions" aria-label="Changes as"><a class="subscribe" href="{address.Atom}" type="application/atom+xml">Subscribe to changes</a></nav>
            </header>
            <main id="main">
            {ChangeList.Of(address, [.. changes.Take(PageSize)])}
            {Pager(address, older, isFirst)}
            </main>

            """));
    }

    private static Markup Pager(RegisterAddress address, DateTimeOffset? older, bool isFirst) => (older, isFirst) switch
    {
        (null, true) => Markup.None,
        (null, false) => Markup.Of($"""<nav class="pager" aria-label="Pages"><a href="{address.Changes}">Newest</a></nav>"""),
        ({ } before, true) => Markup.Of($"""<nav class="pager" aria-label="Pages">{Older(address, before)}</nav>"""),
        ({ } before, false) => Markup.Of($"""<nav class="pager" aria-label="Pages"><a href="{address.Changes}">Newest</a> {Older(address, before)}</nav>"""),
    };

    private static Markup Older(RegisterAddress address, DateTimeOffset before) =>
        Markup.Of($"""<a rel="next" href="{address.ChangesBefore(before)}">Older</a>""");
}
