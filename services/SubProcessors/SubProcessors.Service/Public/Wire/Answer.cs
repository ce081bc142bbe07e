using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PrivacyPlatform.SubProcessors.Service.Public.Wire;

/// <summary>An answer that anybody may keep, and ask for again only if it is another one by now.</summary>
/// <param name="ContentType">With its character set.</param>
/// <param name="Tag">Stays the same exactly as long as the answer does.</param>
/// <param name="Modified">When it last became another one.</param>
/// <param name="Keep">How long it may be kept without asking; see <see cref="Freshness"/>.</param>
internal sealed record Answer(string ContentType, string Tag, DateTimeOffset Modified, string Keep)
{
    private readonly string tag = $"W/\"{Tag}\"";

    /// <param name="body">Made only when it is sent.</param>
    public async Task Send(HttpContext context, Func<Body> body)
    {
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.LastModified = Modified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = Keep;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (IsKnownTo(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = ContentType;
        await Write(context, body());
    }

    private static async Task Write(HttpContext context, Body body)
    {
        var (response, ct) = (context.Response, context.RequestAborted);
        var gzip = TakesGzip(context.Request);
        if (gzip)
        {
            response.Headers.ContentEncoding = "gzip";
            response.ContentLength = body.GzipLength();
        }
        else
        {
            response.ContentLength = body.PlainLength();
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        await (gzip ? body.WriteGzip(response.BodyWriter, ct) : body.WritePlain(response.BodyWriter, ct));
    }

    /// <summary>RFC 9110, section 13.2.2: the tag decides where there is one, else the time, in whole seconds.</summary>
    private bool IsKnownTo(HttpRequest request)
    {
        var known = request.Headers.IfNoneMatch;
        if (!StringValues.IsNullOrEmpty(known))
        {
            return known.Any(line => line is not null && line.Split(',').Any(one => one.Trim() is var given && (given == "*" || given == tag || "W/" + given == tag)));
        }

        return DateTimeOffset.TryParseExact(
                request.Headers.IfModifiedSince, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            && Modified.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds();
    }

    private static bool TakesGzip(HttpRequest request)
    {
        var header = request.Headers.AcceptEncoding;
        if (StringValues.IsNullOrEmpty(header) || !StringWithQualityHeaderValue.TryParseList(header, out var codings))
        {
            return false;
        }

        var gzip = codings.FirstOrDefault(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)) ?? codings.FirstOrDefault(coding => coding.Value == "*");
        return gzip is not null && gzip.Quality is not 0;
    }
}

/// <summary>How long an answer may be kept without asking whether it is still so.</summary>
internal static class Freshness
{
    /// <summary>What can become another one at any time.</summary>
    public const string Present = "public, max-age=60, stale-while-revalidate=600";

    /// <summary>What never does. A week: should something have to be taken down for law, it does not stay in caches for a year.</summary>
    public const string Past = "public, max-age=604800, immutable";

    /// <summary>Files whose address holds their hash.</summary>
    public const string File = "public, max-age=31536000, immutable";
}
