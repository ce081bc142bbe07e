namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary>What browsers may do with a public page: show it with our own style sheet and script, and nothing else.</summary>
internal static class PublicHeaders
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static ValueTask<object?> Write(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var headers = invocation.HttpContext.Response.Headers;
        OfPage(headers);

        // Everybody may read it, so a page of another site may, too: no cookie or token changes what is answered.
        headers.AccessControlAllowOrigin = "*";
        return next(invocation);
    }

    /// <summary>The same for a page that is not for everybody.</summary>
    public static void OfPage(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
