using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Delivery;
using PrivacyPlatform.SubProcessors.Service.Public.Html;
using PrivacyPlatform.SubProcessors.Service.Public.Pages;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>What the holder of a link sees, looking as the public pages do.</summary>
/// <param name="basePath">In front of the addresses of the style sheet: empty, or where a proxy put the service.</param>
internal sealed class ObjectionPage(string basePath)
{
    public string Ask(NoticeContent content, string token) => Whole(
        content.Subject,
        Markup.Of($"""{content.Facts.CustomerId} can object before {Time.Instant(content.Facts.ObjectBy)}. Without an objection it is approved."""),
        Markup.Of(
            $"""
            <section class="panel plain" aria-labelledby="facts-title">
            <h2 id="facts-title">What is announced</h2>
            <dl class="facts">
            {Fact("Sub-processor", content.Vendor)}
            {Fact("What for", string.Join("; ", content.Terms.Purposes.Select(purpose => purpose.Purpose)))}
            <div><dt>Announced</dt><dd>{Time.Instant(content.Facts.AnnouncedAt)}</dd></div>
            <div><dt>Register</dt><dd><a href="{content.RegisterUrl.AbsoluteUri}">{content.RegisterTitle}</a></dd></div>
            </dl>
            </section>
            <section class="panel" aria-labelledby="object-title">
            <h2 id="object-title">Object</h2>
            <form method="post">
            <input type="hidden" name="token" value="{token}">
            <label class="grow">Reason, if you want to give one <input name="reason" type="text" maxlength="500" autocomplete="off" aria-describedby="reason-hint"></label>
            <button type="submit">Object</button>
            </form>
            <p class="hint" id="reason-hint">About the processing, not about persons.</p>
            </section>
            """));

    public string Done(NoticeContent content) => Whole(
        "Your objection is recorded",
        Markup.Of($"""{content.Vendor} is not used for {content.Facts.CustomerId} on these terms. To take the objection back, please write to us."""),
        Markup.Of($"""<p><a href="{content.RegisterUrl.AbsoluteUri}">{content.RegisterTitle}</a></p>"""));

    public string Refused(Refusal refusal) => Whole("This is not possible", Markup.Of($"""<span data-code="{refusal.Code}">{refusal.Message}</span>"""), Markup.None);

    private static Markup Fact(string name, string value) => Markup.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private string Whole(string title, Markup lede, Markup content) => new Layout(basePath, title, Markup.None, IsIndexed: false).Whole(Markup.Of(
        $"""
        <header class="masthead"><h1>{title}</h1><p class="lede">{lede}</p></header>
        <main id="main">
        {content}
        </main>

        """));
}
