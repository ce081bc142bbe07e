using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>How one hears of changes without looking here: everybody by the feed, customers by notices of their own.</summary>
internal static class Subscribe
{
    public static Markup Of(RegisterView view) => Markup.Of(
        $"""
        <section id="subscribe" class="panel" aria-labelledby="subscribe-title">
        <h2 id="subscribe-title">Hear of changes</h2>
        <p><strong>Everybody:</strong> put <a href="{view.Address.Atom}" type="application/atom+xml">the Atom feed of this register</a> into a feed reader, or into a chat or mail program that reads feeds.</p>
        <p><strong>Customers of {view.Address.Tenant}</strong> are told of each addition and change by e-mail, by a signed webhook, or both, with the notice period of their own agreement and a link to object. {Ask(view)}</p>
        </section>

        """);

    private static Markup Ask(RegisterView view) => view.NoticesContact switch
    {
        null => Markup.Of($"Tell your contact at {view.Address.Tenant} where yours should go."),
        var contact when Links.IsWeb(contact) => Markup.Of($"Where yours should go you can tell {Links.Out(contact, "here")}."),
        var mailbox => Markup.Of($"""Where yours should go you can tell <a href="mailto:{mailbox}">{mailbox}</a>."""),
    };
}
