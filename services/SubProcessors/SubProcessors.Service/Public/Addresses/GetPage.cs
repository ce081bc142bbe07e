using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Html;
using PrivacyPlatform.SubProcessors.Service.Public.Pages;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary><c>GET /{tenant}/registers/{register}[?at=DATE][&amp;q=WORDS][&amp;country=CODE][&amp;mechanism=ID]</c>: the register as a page.</summary>
internal static class GetPage
{
    private const int RecentChanges = 6;

    public static Task Answer(HttpContext context, string tenant, string register, PublicRegisters registers)
    {
        var request = new RegisterRequest(context, tenant, register);
        return registers.WithEdition(request, asPage: true, async (edition, moment) =>
        {
            var filter = EntryFilter.Of(context.Request.Query);
            var checkpoint = moment.IsNow ? await registers.Checkpoints.Latest(tenant, context.RequestAborted) : null;
            RegisterView View() => new(request.Address, edition, moment, filter, checkpoint, moment.IsNow ? edition.History.Changes(moment.At, RecentChanges) : [], registers.NoticesContact);
            var answer = new Answer("text/html; charset=utf-8", Tag(edition, moment, checkpoint), edition.Began, registers.Keep(moment));
            if (!filter.IsNone)
            {
                await registers.Render(request, asPage: true, () => answer.Send(context, () => Filtered(registers, View())));
            }
            else
            {
                await answer.Send(context, () => registers.Body(edition, RowFormat.Html, request, moment, answer.Tag, () => Around(View())));
            }
        });
    }

    private static (byte[] Before, byte[] After) Around(RegisterView view) =>
        (RegisterPage.Before(view, view.Edition.Count), RegisterPage.After(view, view.Edition.Count));

    private static Body Filtered(PublicRegisters registers, RegisterView view)
    {
        Entry[] fitting = [.. view.Edition.Entries.Where(view.Filter.Matches)];
        return registers.Body()
            .AddCompressed(RegisterPage.Before(view, fitting.Length))
            .AddCompressed(Markup.Join(fitting.Select(HtmlRow.Of)).Html)
            .AddCompressed(RegisterPage.After(view, fitting.Length));
    }

    // The page of today names days that are so long ago: tomorrow it is another one.
    private static string Tag(Edition edition, Moment moment, PinnedCheckpoint? checkpoint) =>
        $"{edition.Tag}-{(moment.IsNow ? Time.IsoDay(moment.At) : "past")}-{checkpoint?.Size ?? 0}-{Assets.Version}";
}
