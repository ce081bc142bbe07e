using System.Globalization;
using System.Text.Encodings.Web;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Delivery;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>What the holder of a link sees. Everything that somebody wrote is text, never markup.</summary>
internal static class ObjectionPage
{
    public static string Ask(NoticeContent content, string token) => Whole(content.Subject,
        $"""
        <p>{Text(content.Facts.CustomerId)} can object before {Time(content.Facts.ObjectBy)}. Without an objection it is approved.</p>
        <dl>
        <dt>Sub-processor</dt><dd>{Text(content.Vendor)}</dd>
        <dt>Purpose</dt><dd>{Text(string.Join("; ", content.Terms.Purposes.Select(purpose => purpose.Purpose)))}</dd>
        <dt>Announced</dt><dd>{Time(content.Facts.AnnouncedAt)}</dd>
        <dt>Register</dt><dd><a href="{Text(content.RegisterUrl.AbsoluteUri)}">{Text(content.RegisterTitle)}</a></dd>
        </dl>
        <form method="post">
        <input type="hidden" name="token" value="{Text(token)}">
        <p><label for="reason">Reason, if you want to give one: about the processing, not about persons</label><br>
        <input id="reason" name="reason" type="text" maxlength="500" size="60" autocomplete="off"></p>
        <p><button type="submit">Object</button></p>
        </form>
        """);

    public static string Done(NoticeContent content) => Whole(
        "Your objection is recorded",
        $"<p>{Text(content.Vendor)} is not used for {Text(content.Facts.CustomerId)} on these terms. To take the objection back, please write to us.</p>");

    public static string Refused(Refusal refusal) => Whole("This is not possible", $"""<p data-code="{Text(refusal.Code)}">{Text(refusal.Message)}</p>""");

    private static string Whole(string title, string content) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{Text(title)}</title>
        </head>
        <body>
        <main>
        <h1>{Text(title)}</h1>
        {content}
        </main>
        </body>
        </html>
        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
