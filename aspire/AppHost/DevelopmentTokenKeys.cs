using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PrivacyPlatform.AppHost;

/// <summary>
/// The key pair that signs tokens on a developer's machine (ES256): <c>secrets/signing-key.pem</c>, mode 0600, for <c>./privacy token</c>,
/// and the public <c>secrets/jwks.json</c> that the services check tokens with. In production <c>Auth:Authority</c> takes their place.
/// </summary>
internal static class DevelopmentTokenKeys
{
    private const string Issuer = "https://development.privacyplatform.invalid";
    private const string Audience = "privacyplatform";

    /// <summary>Makes the keys at first start, and gives the path of the public ones.</summary>
    internal static string AddDevelopmentTokenKeys(this IDistributedApplicationBuilder builder)
    {
        string privateKey = builder.LocalPath("secrets/signing-key.pem");
        string publicKeys = builder.LocalPath("secrets/jwks.json");
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        key.ImportFromPem(PrivateFile.Kept(privateKey, key.ExportPkcs8PrivateKeyPem));
        File.WriteAllText(publicKeys, KeySet(key.ExportParameters(includePrivateParameters: false)));
        return publicKeys;
    }

    internal static IResourceBuilder<ProjectResource> WithTokenKeys(this IResourceBuilder<ProjectResource> service, string publicKeys) =>
        service
            .WithEnvironment("Auth__Issuer", Issuer)
            .WithEnvironment("Auth__Audience", Audience)
            .WithEnvironment("Auth__JwksFile", publicKeys);

    /// <summary>RFC 7517, with the RFC 7638 thumbprint as the key's id.</summary>
    private static string KeySet(ECParameters key)
    {
        string x = Base64Url.EncodeToString(key.Q.X!);
        string y = Base64Url.EncodeToString(key.Q.Y!);
        string thumbprint = Base64Url.EncodeToString(SHA256.HashData(
            Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
        return $$"""
            {"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"{{thumbprint}}","x":"{{x}}","y":"{{y}}"}]}

            """;
    }
}
