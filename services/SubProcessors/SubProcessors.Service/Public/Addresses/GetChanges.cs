using PrivacyPlatform.SubProcessors.Service.Public.Pages;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary>
/// <c>GET /{tenant}/registers/{register}/changes[?before=INSTANT]</c>: all changes as pages; <c>changes.atom</c>: the last ones as a feed (RFC 4287).
/// </summary>
internal static class GetChanges
{
    public static async Task Page(HttpContext context, string tenant, string register, PublicRegisters registers)
    {
        var request = new RegisterRequest(context, tenant, register);
        if (await registers.Find(request) is not { } history)
        {
            await PublicProblem.NotFound.Send(context, asPage: true);
        }
        else if (!Moment.TryRead(context.Request.Query["before"], registers.Now, out var before))
        {
            await PublicProblem.DateMalformed.Send(context, asPage: true);
        }
        else
        {
            await registers.Render(request, asPage: true, () =>
            {
                var changes = history.Changes(before.IsNow ? before.At : before.At.AddTicks(-1), ChangesPage.PageSize + 1);
                var modified = changes is [var last, ..] ? last.At : history.Facts.From;
                return new Answer("text/html; charset=utf-8", $"{modified.UtcTicks:x}-{Assets.Version}", modified, registers.Keep(before))
                    .Send(context, () => registers.Body().AddCompressed(ChangesPage.Of(request.Address, history.Facts, changes, before.IsNow)));
            });
        }
    }

    public static async Task Atom(HttpContext context, string tenant, string register, PublicRegisters registers, PublicOptions options)
    {
        var request = new RegisterRequest(context, tenant, register);
        if (await registers.Find(request) is not { } history)
        {
            await PublicProblem.NotFound.Send(context, asPage: false);
            return;
        }

        await registers.Render(request, asPage: false, () =>
        {
            var changes = history.Changes(registers.Now, AtomFeed.Entries);
            var modified = changes is [var last, ..] ? last.At : history.Facts.From;
            return new Answer(AtomFeed.ContentType, $"{modified.UtcTicks:x}-{Assets.Version}", modified, Freshness.Present)
                .Send(context, () => registers.Body().AddCompressed(AtomFeed.Of(options.Outside(context.Request), request.Address, history.Facts, modified, changes)));
        });
    }
}
