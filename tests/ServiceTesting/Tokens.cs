using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PrivacyPlatform.Testing.Services;

/// <summary>Signs the tokens that the service trusts.</summary>
public sealed class Tokens : IDisposable
{
    public const string Issuer = "https://tests.privacyplatform.invalid";
    public const string Audience = "privacyplatform";

    private readonly ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Tokens()
    {
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        File.WriteAllText(JwksFile, JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = "EC", crv = "P-256", kid = "tests", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) } },
        }));
    }

    public string JwksFile { get; } = Path.GetTempFileName();

    public string For(string tenant, params string[] roles) => Signed(tenant, roles, TimeSpan.FromMinutes(30));

    /// <param name="lifetime">How long the token is good, by the system's clock.</param>
    public string For(string tenant, TimeSpan lifetime, params string[] roles) => Signed(tenant, roles, lifetime);

    /// <summary>The header of a token that claims to be of several tenants.</summary>
    public Metadata Bearer(string role, params string[] tenants) =>
        new() { { "authorization", $"Bearer {Signed(tenants.Length == 1 ? tenants[0] : tenants, [role], TimeSpan.FromMinutes(30))}" } };

    private string Signed(object tenant, string[] roles, TimeSpan lifetime)
    {
        // The token's lifetime is checked by the system's clock, not by the one that tests set.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            NotBefore = now.AddMinutes(-1),
            Expires = now + lifetime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = $"test-{roles[0]}", ["tenant"] = tenant, ["roles"] = roles },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(pair) { KeyId = "tests" }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public void Dispose()
    {
        pair.Dispose();
        File.Delete(JwksFile);
    }
}
