using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>
/// Answers callers who may not enter, with a code, in the form they speak. Other places that name a tenant are judged here too:
/// every endpoint that is not anonymous passes through, whatever policy it has, so none can be forgotten.
/// </summary>
internal sealed class AuthorizationRefusals : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var caller = Caller.From(context.User);
        if (authorizeResult.Challenged || caller is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await ErrorAnswer.Write(context, await Unauthenticated(context)).ConfigureAwait(false);
        }
        else if (NamedTenant.Differing(context, caller.Tenant) is { } name)
        {
            await ErrorAnswer.Write(context, new Refusal(ErrorCodes.TenantDiffers, "A header or the query names another tenant than the token.", name)).ConfigureAwait(false);
        }
        else if (authorizeResult.Forbidden)
        {
            await ErrorAnswer.Write(context, new Refusal(ErrorCodes.RoleMissing, "The token's roles do not allow this call.")).ConfigureAwait(false);
        }
        else
        {
            await next(context).ConfigureAwait(false);
        }
    }

    private static async Task<Refusal> Unauthenticated(HttpContext context) =>
        (await context.AuthenticateAsync().ConfigureAwait(false)).Failure switch
        {
            null => new Refusal(ErrorCodes.TokenMissing, "Show a bearer token in the authorization header.", "authorization"),
            SecurityTokenExpiredException or SecurityTokenNotYetValidException =>
                new Refusal(ErrorCodes.TokenExpired, "The token is not valid now.", "authorization"),
            _ => new Refusal(ErrorCodes.TokenInvalid, "The token is not accepted.", "authorization"),
        };
}
