using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PrivacyPlatform.Cli;

/// <summary>Signs tokens with the key that <c>./run</c> made for this checkout. No other system accepts them.</summary>
internal sealed class DevelopmentKey(Surroundings surroundings)
{
    public const string Issuer = "https://development.privacyplatform.invalid";
    public const string Audience = "privacyplatform";

    private string File => Path.Combine(surroundings.Home, ".local", "secrets", "signing-key.pem");

    /// <param name="actor">Stored with every event that the token's bearer causes: a code.</param>
    /// <param name="valid">From now on.</param>
    /// <exception cref="CliException">There is no development key here.</exception>
    public string Sign(string tenant, string actor, IReadOnlyList<string> roles, TimeSpan valid)
    {
        using var key = Read();
        var now = surroundings.Clock.GetUtcNow().UtcDateTime;
        // Its own provider: the library's shared cache would keep the key after it is disposed of.
        var named = new ECDsaSecurityKey(key);
        named.KeyId = Base64UrlEncoder.Encode(named.ComputeJwkThumbprint());
        var credentials = new SigningCredentials(named, SecurityAlgorithms.EcdsaSha256)
        {
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + valid,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = actor, ["tenant"] = tenant, ["roles"] = roles },
            SigningCredentials = credentials,
        });
    }

    private ECDsa Read()
    {
        if (!System.IO.File.Exists(File))
        {
            throw new CliException(
                ExitCode.Usage,
                "cli.no_development_key",
                "There is no development key here (.local/secrets/signing-key.pem). It is made by ./run; elsewhere, get a token from your identity provider and put it into PRIVACY_TOKEN.");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(System.IO.File.ReadAllText(File));
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new CliException(ExitCode.Failed, "cli.development_key_unreadable", "The development key cannot be read; ./run --fresh makes a new one.", inner: e);
        }
    }
}
