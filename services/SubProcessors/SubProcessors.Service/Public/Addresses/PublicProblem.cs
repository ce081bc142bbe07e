using System.Globalization;
using PrivacyPlatform.SubProcessors.Service.Public.Pages;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary>Why an address has no answer: a page for people, problem details (RFC 9457) with a stable code for programs.</summary>
internal sealed record PublicProblem(int Status, string Code, string Title, string Text)
{
    public static PublicProblem NotFound { get; } = new(
        StatusCodes.Status404NotFound, "register.not_public", "Not found", "There is no public register at this address.");

    public static PublicProblem NotYetPublic { get; } = new(
        StatusCodes.Status404NotFound, "register.not_public_then", "Not public yet", "On that date this register was not public.");

    public static PublicProblem DateMalformed { get; } = new(
        StatusCodes.Status400BadRequest,
        "register.date_malformed",
        "No such date",
        "A date is a day that has come, such as 2024-05-01, or an instant such as 2024-05-01T09:30:00Z.");

    public static PublicProblem Busy { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "register.busy", "Too many at once", "Please try again in a few seconds.");

    public async Task Send(HttpContext context, bool asPage)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = 2.ToString(CultureInfo.InvariantCulture);
        }

        if (!asPage)
        {
            await TypedResults.Problem(Text, title: Title, statusCode: Status, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = Code })
                .ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(ErrorPage.Of(context.Request.PathBase, Title, Text), context.RequestAborted);
    }
}
