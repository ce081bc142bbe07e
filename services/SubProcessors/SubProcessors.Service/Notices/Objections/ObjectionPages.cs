using Microsoft.AspNetCore.Mvc;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Delivery;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.SubProcessors.Service.Public.Addresses;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>The page behind a notice's link: GET shows what it is about and a button, and only POST objects.</summary>
internal static class ObjectionPages
{
    private const string Address = "/" + ObjectionLink.Path;

    public static WebApplication MapObjections(this WebApplication app)
    {
        // Open as to who asks, and the answer says itself that nobody may keep it.
        var open = app.MapGroup(Address).AllowAnonymous().WithMetadata(new OpenToEverybody()).ExcludeFromDescription();
        open.MapGet("", Show);
        // The token in the form is what the sender was given and nobody else: no other site can make a browser send it.
        open.MapPost("", Send).DisableAntiforgery();
        return app;
    }

    private static async Task<IResult> Show([FromQuery] string? token, HttpRequest request, ObjectByLink objections, CancellationToken ct)
    {
        var (content, refusal) = await objections.Look(token, ct);
        return Answer(request, refusal, page => page.Ask(content!, token!));
    }

    private static async Task<IResult> Send([FromForm] string? token, [FromForm] string? reason, HttpRequest request, ObjectByLink objections, CancellationToken ct)
    {
        var (content, refusal) = await objections.Object(token, reason, ct);
        return Answer(request, refusal, page => page.Done(content!));
    }

    /// <param name="write">The page where nothing is refused.</param>
    private static PageResult Answer(HttpRequest request, Refusal? refusal, Func<ObjectionPage, string> write)
    {
        var page = new ObjectionPage(request.PathBase);
        return refusal is null ? new(StatusCodes.Status200OK, write(page)) : new(StatusOf(refusal), page.Refused(refusal));
    }

    private static int StatusOf(Refusal refusal) =>
        refusal == NoticeRefusals.LinkMalformed || refusal == NoticeRefusals.Unknown ? StatusCodes.Status404NotFound
        : refusal == NoticeRefusals.LinkExpired ? StatusCodes.Status410Gone
        : StatusCodes.Status409Conflict;

    private sealed class PageResult(int status, string html) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.CacheControl = "no-store";
            PublicHeaders.OfPage(response.Headers);
            return response.WriteAsync(html, httpContext.RequestAborted);
        }
    }
}
