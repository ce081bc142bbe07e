namespace PrivacyPlatform.SubProcessors.Service.Public.Html;

internal static class Links
{
    /// <summary>Whether a browser may be led there: an absolute http or https address.</summary>
    public static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    /// <summary>Away from here, without telling from where.</summary>
    /// <param name="unseen">What a screen reader says besides, so that links with the same words can be told apart.</param>
    public static Markup Out(string address, string text, string unseen = "") => unseen.Length == 0
        ? Markup.Of($"""<a rel="noopener noreferrer nofollow" href="{address}">{text}</a>""")
        : Markup.Of($"""<a rel="noopener noreferrer nofollow" href="{address}">{text}<span class="unseen">{unseen}</span></a>""");
}
