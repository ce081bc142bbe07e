using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PrivacyPlatform.Calls.Tests.Server;

/// <summary>Knows two tokens, "reader" and "operator"; any other is not valid.</summary>
public sealed class ProbeToken(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult((string?)Request.Headers.Authorization switch
    {
        null => AuthenticateResult.NoResult(),
        "Bearer reader" => Known("reader"),
        "Bearer operator" => Known("operator"),
        _ => AuthenticateResult.Fail("not known"),
    });

    private static AuthenticateResult Known(string role) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, $"a {role}"), new Claim(ClaimTypes.Role, role)], SchemeName)), SchemeName));
}
