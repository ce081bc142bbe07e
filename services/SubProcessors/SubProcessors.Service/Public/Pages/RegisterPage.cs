using PrivacyPlatform.SubProcessors.Service.Public.Addresses;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>A register, in UTF-8: what comes before its lines and what comes after them. The lines are written once for all pages, see <see cref="Rows.HtmlRow"/>.</summary>
internal static class RegisterPage
{
    public static byte[] Before(RegisterView view, int shown)
    {
        var (address, facts) = (view.Address, view.Facts);
        var layout = Layout(view);
        return Markup.Bytes(
            $"""
            {layout.Top}<header class="masthead">
            <nav aria-label="Registers"><a href="{address.Index}">{address.Tenant}</a></nav>
            <h1>{facts.Title}</h1>
            <p class="lede">{Lede(view)}</p>
            <p class="printed">{Printed(view)}</p>
            <nav class="actions" aria-label="This register as">
            <a class="subscribe" href="#subscribe">Subscribe</a>
            <a href="{address.Atom}" type="application/atom+xml">Feed</a>
            <a href="{RegisterAddress.AsOf(address.Csv, view.Moment)}" type="text/csv">CSV</a>
            <a href="{RegisterAddress.AsOf(address.Json, view.Moment)}" type="application/json">JSON</a>
            <a href="#past">Earlier dates</a>
            </nav>
            </header>
            <main id="main">
            {PastNotice(view)}{Coming(view)}{FilterForm.Of(view, shown)}
            <table role="table" id="entries" aria-label="{facts.Title}">
            <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Sub-processor</th><th role="columnheader" scope="col">What for</th><th role="columnheader" scope="col">Where</th><th role="columnheader" scope="col">Transfer mechanism</th><th role="columnheader" scope="col">Status</th></tr></thead>
            <tbody role="rowgroup">

            """);
    }

    public static byte[] After(RegisterView view, int shown) => Markup.Bytes(
        $"""
        </tbody>
        </table>
        <p id="none" class="empty"{(shown == 0 ? Markup.None : new(" hidden"))}>{(view.Tally.Lines == 0 ? "Nobody is listed." : "No sub-processor fits these filters.")}</p>
        {LookBack.Of(view)}{ChangeList.Recent(view)}{Subscribe.Of(view)}{Proof.Of(view)}
        </main>
        {Pages.Layout.Bottom}
        """);

    private static Layout Layout(RegisterView view)
    {
        var (address, facts) = (view.Address, view.Facts);
        var title = view.Moment.IsNow ? $"{facts.Title} · {address.Tenant}" : $"{facts.Title} · {address.Tenant} · {Named(view.Moment)}";
        return new(
            address.Base,
            title,
            Markup.Of(
                $"""
                <meta name="description" content="{facts.Title}: {view.Tally.Lines} listed. Last change {EntryText.Day(view.Edition.Began)}.">
                <link rel="alternate" type="application/atom+xml" href="{address.Atom}" title="Changes of {facts.Title}">
                <link rel="alternate" type="application/json" href="{RegisterAddress.AsOf(address.Json, view.Moment)}">
                <link rel="canonical" href="{RegisterAddress.AsOf(address.Page, view.Moment)}">
                """),
            IsIndexed: view.Moment.IsNow && view.Filter.IsNone);
    }

    private static Markup Lede(RegisterView view) => Markup.Of(
        $"""{Counting(view.Tally.Lines)} <span class="when">Last change {Time.Day(view.Edition.Began)}.</span> {Notice(view.Facts)}""");

    // On paper there is no address bar: where the same can be found again.
    private static string Printed(RegisterView view) =>
        $"As of {EntryText.Day(view.Moment.At)}: {view.Address.Page}?at={(view.Moment.IsNow ? Time.IsoDay(view.Moment.At) : view.Moment.Asked)}";

    private static string Counting(int lines) => lines == 1 ? "1 sub-processor." : $"{lines} sub-processors.";

    private static string Notice(RegisterFacts facts) => facts.NoticeDays switch
    {
        0 => "",
        1 => "Additions are announced at least 1 day ahead.",
        var days => $"Additions are announced at least {days} days ahead.",
    };

    private static Markup PastNotice(RegisterView view) => view.Moment.IsNow
        ? Markup.None
        : Markup.Of(
            $"""
            <aside class="note" aria-label="Past edition">
            <p><strong>This is the past:</strong> the register as it stood {Named(view.Moment)}. It said so since {Time.Instant(view.Edition.Began)}.</p>
            <p><a href="{view.Address.Page}">See it as it stands now</a> · <a href="{view.Address.Since(view.Moment.Asked)}">What has changed since</a></p>
            </aside>

            """);

    private static string Named(Moment moment) => moment.Asked.Length == "2024-05-01".Length ? $"at the end of {EntryText.Day(moment.At)}" : $"on {Time.Full(moment.At)}";

    private static Markup Coming(RegisterView view) => view.Tally.Coming.Count == 0
        ? Markup.None
        : Markup.Of(
            $"""
            <aside class="note coming" aria-labelledby="coming-title">
            <h2 id="coming-title">Announced</h2>
            <ul>{view.Tally.Coming.Select(ComingLine)}</ul>
            </aside>

            """);

    private static Markup ComingLine(Entry entry) => entry.Standing switch
    {
        { State: EntryState.Announced, ActiveFrom: { } from } => Markup.Of($"<li>{EntryLink(entry)} will be active from {Time.Day(from)}.</li>"),
        { Planned: { } planned } => Markup.Of($"<li>{EntryLink(entry)} will change on {Time.Day(planned.From)}: {planned.Text}.</li>"),
        _ => Markup.Of($"<li>{EntryLink(entry)}</li>"),
    };

    private static Markup EntryLink(Entry entry) => Markup.Of($"""<a href="#{Rows.HtmlRow.Anchor(entry.Id)}">{EntryText.Name(entry)}</a>""");
}
