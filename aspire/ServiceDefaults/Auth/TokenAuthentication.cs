using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Everybody shows a token, everywhere, unless an endpoint says otherwise.</summary>
public static class TokenAuthentication
{
    /// <summary>Asymmetric only: a symmetric algorithm would turn the published key into a signing key.</summary>
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Reads <c>Auth:Issuer</c>, <c>Auth:Audience</c>, and where the keys come from: <c>Auth:Authority</c> (OpenID Connect
    /// discovery) or <c>Auth:JwksFile</c> (a file of public keys, for development).
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is missing: a service that cannot check tokens does not start.</exception>
    public static WebApplicationBuilder AddTokenAuthentication(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Auth");
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = Required(settings, "Issuer"),
            ValidAudience = Required(settings, "Audience"),
            ValidAlgorithms = Algorithms,
            ClockSkew = ClockSkew,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateIssuerSigningKey = true,
            NameClaimType = Caller.ActorClaim,
            RoleClaimType = Caller.RolesClaim,
        };

        var authority = settings["Authority"];
        var jwksFile = settings["JwksFile"];
        if (string.IsNullOrEmpty(authority) == string.IsNullOrEmpty(jwksFile))
        {
            throw new InvalidOperationException("Set exactly one of Auth:Authority and Auth:JwksFile: tokens are checked with keys from there.");
        }

        if (!string.IsNullOrEmpty(jwksFile))
        {
            var keys = new JwksFile(Path.GetFullPath(jwksFile, builder.Environment.ContentRootPath));
            parameters.IssuerSigningKeyResolver = (_, _, keyId, _) => keys.KeysFor(keyId);
        }

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.Authority = string.IsNullOrEmpty(authority) ? null : authority;
            options.TokenValidationParameters = parameters;
            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = context =>
                {
                    if (Caller.From(context.Principal) is null)
                    {
                        context.Fail(new SecurityTokenException("The token carries no tenant or no sub of the right shape."));
                    }

                    return Task.CompletedTask;
                },
            };
        });
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationRefusals>();
        return builder;
    }

    private static string Required(IConfigurationSection settings, string name) =>
        settings[name] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"Auth:{name} is not set: tokens cannot be checked without it.");
}
