using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PrivacyPlatform.ServiceDefaults.Tests;

/// <summary>A key pair and the tokens it signs: real ones, valid now unless the test says otherwise.</summary>
internal sealed class Signer
{
    public const string Issuer = "https://development.privacyplatform.invalid";
    public const string Audience = "privacyplatform";

    private Signer(SecurityKey key, JsonWebKey publicKey, string algorithm, string keyId)
    {
        key.KeyId = keyId;
        publicKey.KeyId = keyId;
        Key = key;
        PublicKey = publicKey;
        Algorithm = algorithm;
    }

    public SecurityKey Key { get; }

    public JsonWebKey PublicKey { get; }

    public string Algorithm { get; }

    public static Signer Ec(string keyId = "ec")
    {
        var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var open = ECDsa.Create(pair.ExportParameters(includePrivateParameters: false));
        return new(new ECDsaSecurityKey(pair), JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(open)), "ES256", keyId);
    }

    public static Signer Rsa(string algorithm = "RS256", int bits = 2048)
    {
        var pair = RSA.Create(bits);
        return new(
            new RsaSecurityKey(pair),
            JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(pair.ExportParameters(includePrivateParameters: false))),
            algorithm,
            "rsa");
    }

    /// <summary>The public key as others publish it, which is what an attacker has.</summary>
    public byte[] PublishedBytes() => Key switch
    {
        ECDsaSecurityKey ec => ec.ECDsa.ExportSubjectPublicKeyInfo(),
        RsaSecurityKey rsa => rsa.Rsa.ExportSubjectPublicKeyInfo(),
        _ => throw new NotSupportedException(),
    };

    public string Token(
        object? tenant = null,
        string? actor = "tests",
        string[]? roles = null,
        string issuer = Issuer,
        string audience = Audience,
        TimeSpan? from = null,
        TimeSpan? until = null,
        SigningCredentials? credentials = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["roles"] = roles ?? ["reader"] };
        if (tenant as string != "")
        {
            claims["tenant"] = tenant ?? "opsduty";
        }

        if (actor is not null)
        {
            claims["sub"] = actor;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now + (from ?? TimeSpan.FromMinutes(-1)),
            Expires = until == TimeSpan.MaxValue ? null : now + (until ?? TimeSpan.FromMinutes(5)),
            Claims = claims,
            SigningCredentials = credentials ?? new SigningCredentials(Key, Algorithm),
        });
    }
}
