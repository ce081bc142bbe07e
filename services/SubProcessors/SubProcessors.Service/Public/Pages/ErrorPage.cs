using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

internal static class ErrorPage
{
    /// <param name="title">What is the matter.</param>
    /// <param name="text">What can be done.</param>
    public static string Of(string basePath, string title, string text) => new Layout(basePath, title, Markup.None, IsIndexed: false).Whole(Markup.Of(
        $"""
        <header class="masthead"><h1>{title}</h1></header>
        <main id="main"><p class="lede">{text}</p></main>

        """));
}
