using PrivacyPlatform.SubProcessors.Service.Public.Addresses;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>A tenant's public registers.</summary>
internal static class IndexPage
{
    public static string Of(string basePath, string tenant, IReadOnlyList<Edition> registers)
    {
        var layout = new Layout(basePath, $"Sub-processors of {tenant}", Markup.None, IsIndexed: true);
        return layout.Whole(Markup.Of(
            $"""
            <header class="masthead"><h1>Sub-processors of {tenant}</h1>
            <p class="lede">Who processes personal data on behalf of {tenant}, what for and where.</p></header>
            <main id="main">
            <ul class="registers">{registers.Select(edition => Register(new(basePath, tenant, edition.History.Register), edition))}</ul>
            </main>

            """));
    }

    private static Markup Register(RegisterAddress address, Edition edition) => Markup.Of(
        $"""<li><a href="{address.Page}">{edition.Facts.Title}</a> <span>{edition.Tally.Lines} listed · last change {Time.Day(edition.Began)}</span></li>""");
}
