using Microsoft.AspNetCore.Mvc;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Delivery;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>The page behind a notice's link: GET shows what it is about and a button, and only POST objects.</summary>
internal static class ObjectionPages
{
    private const string Address = "/" + ObjectionLink.Path;

    public static WebApplication MapObjections(this WebApplication app)
    {
        app.MapGet(Address, Show).AllowAnonymous().ExcludeFromDescription();
        // The token in the form is what the sender was given and nobody else: no other site can make a browser send it.
        app.MapPost(Address, Send).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        return app;
    }

    private static async Task<IResult> Show([FromQuery] string? token, ObjectByLink objections, CancellationToken ct)
    {
        var (content, refusal) = await objections.Look(token, ct);
        return Page(refusal, content is null || refusal is not null ? null : ObjectionPage.Ask(content, token!));
    }

    private static async Task<IResult> Send([FromForm] string? token, [FromForm] string? reason, ObjectByLink objections, CancellationToken ct)
    {
        var (content, refusal) = await objections.Object(token, reason, ct);
        return Page(refusal, content is null || refusal is not null ? null : ObjectionPage.Done(content));
    }

    private static IResult Page(Refusal? refusal, string? page) => new PageResult(
        refusal is null ? StatusCodes.Status200OK
            : refusal == NoticeRefusals.LinkMalformed || refusal == NoticeRefusals.Unknown ? StatusCodes.Status404NotFound
            : refusal == NoticeRefusals.LinkExpired ? StatusCodes.Status410Gone
            : StatusCodes.Status409Conflict,
        page ?? ObjectionPage.Refused(refusal!));

    private sealed class PageResult(int status, string html) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            return response.WriteAsync(html, httpContext.RequestAborted);
        }
    }
}
