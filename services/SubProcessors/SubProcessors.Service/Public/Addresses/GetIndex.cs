using PrivacyPlatform.SubProcessors.Service.Public.Pages;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary><c>GET /{tenant}/registers</c>: the tenant's public registers.</summary>
internal static class GetIndex
{
    public static async Task Answer(HttpContext context, string tenant, PublicRegisters registers)
    {
        var histories = await registers.Histories.List(tenant, context.RequestAborted);
        if (histories.Count == 0)
        {
            await PublicProblem.NotFound.Send(context, asPage: true);
            return;
        }

        var now = registers.Now;
        var editions = histories.Select(history => history.At(now)!).ToList();
        var modified = editions.Max(edition => edition.Began);
        await new Answer("text/html; charset=utf-8", $"{modified.UtcTicks:x}-{editions.Count}-{Assets.Version}", modified, Freshness.Present)
            .Send(context, () => registers.Body().AddCompressed(IndexPage.Of(context.Request.PathBase, tenant, editions)));
    }
}
