using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>What is around every page.</summary>
/// <param name="Base">In front of the addresses of the style sheet and the script.</param>
/// <param name="Title">Of the page, in the browser's list and in search results.</param>
/// <param name="Head">Links and whatever else belongs there.</param>
/// <param name="IsIndexed">Whether search engines may list it: the present, and not every day of the past.</param>
internal sealed record Layout(string Base, string Title, Markup Head, bool IsIndexed)
{
    public Markup Top => Markup.Of(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Title}</title>
        <meta name="color-scheme" content="light dark">{(IsIndexed ? Markup.None : new("\n<meta name=\"robots\" content=\"noindex\">"))}
        <link rel="icon" href="{Base}{Assets.Icon.Path}" type="image/svg+xml">
        <link rel="stylesheet" href="{Base}{Assets.Style.Path}">
        <script src="{Base}{Assets.Script.Path}" defer></script>
        {Head}
        </head>
        <body>
        <a class="skip" href="#main">Skip to the content</a>

        """);

    public static Markup Bottom { get; } = Markup.Of(
        $"""
        <footer class="foot">
        <p>Dates are those of UTC. What is not known is shown as “not stated”.</p>
        </footer>
        </body>
        </html>

        """);

    public string Whole(Markup body) => Markup.Of($"{Top}{body}{Bottom}").Html;
}
