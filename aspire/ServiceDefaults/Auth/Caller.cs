using System.Security.Claims;
using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Who calls, from the validated token and from nowhere else.</summary>
/// <param name="Tenant">The organization the caller belongs to and acts in.</param>
/// <param name="Actor">The token's <c>sub</c>: a code, stored with every event; never a name or an address.</param>
/// <param name="Roles">See <see cref="ServiceDefaults.Roles"/>.</param>
public sealed partial record Caller(string Tenant, string Actor, IReadOnlySet<string> Roles)
{
    internal const string TenantClaim = "tenant";
    internal const string ActorClaim = "sub";
    internal const string RolesClaim = "roles";

    /// <summary>The caller of this request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint allows anonymous callers and this one is.</exception>
    public static Caller Of(HttpContext context) =>
        From(context.User) ?? throw new InvalidOperationException("This request has no authenticated caller; the endpoint must not ask for one.");

    /// <inheritdoc cref="Of(HttpContext)"/>
    public static Caller Of(ServerCallContext context) => Of(context.GetHttpContext());

    /// <summary>Null unless the principal carries a tenant and an actor of the right shape.</summary>
    internal static Caller? From(ClaimsPrincipal? principal)
    {
        if (principal?.Identity?.IsAuthenticated != true
            || Only(principal, TenantClaim) is not { } tenant || !TenantShape().IsMatch(tenant)
            || Only(principal, ActorClaim) is not { } actor || !ActorShape().IsMatch(actor))
        {
            return null;
        }

        return new Caller(tenant, actor, principal.FindAll(RolesClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Two tenants in one token would let each check pick another one.</summary>
    private static string? Only(ClaimsPrincipal principal, string claim)
    {
        var values = principal.FindAll(claim).Take(2).ToArray();
        return values.Length == 1 ? values[0].Value : null;
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex TenantShape();

    // No "@": an e-mail address as subject would end up in every event's metadata.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:|-]{0,127}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex ActorShape();
}
