using Microsoft.AspNetCore.Http;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>The tenant is the token's. A header or the query may repeat it; one that differs is a mistake worth refusing, not ignoring.</summary>
internal static class NamedTenant
{
    private static readonly string[] Names = ["tenant", "x-tenant"];

    /// <summary>The name of the first header or query parameter that names another tenant; null when none does.</summary>
    public static string? Differing(HttpContext context, string tenant) =>
        Array.Find(Names, name => context.Request.Headers[name].Concat(context.Request.Query[name]).Any(value => value != tenant));
}
