using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.AppHost;

/// <summary>The keys that a service keeps on a developer's machine. In production they come from where secrets are kept there.</summary>
internal static class ServiceKeys
{
    private const string Installation = "development.privacyplatform.invalid";

    /// <summary>What signs the service's checkpoints (<c>secrets/{name}-evidence-key.pem</c>), and what wraps its keys of personal data (<c>secrets/{name}-root-keys</c>).</summary>
    internal static IResourceBuilder<ProjectResource> WithServiceKeys(this IResourceBuilder<ProjectResource> service, string name)
    {
        string signingKey = service.ApplicationBuilder.LocalPath($"secrets/{name}-evidence-key.pem");
        string rootKeys = service.ApplicationBuilder.LocalPath($"secrets/{name}-root-keys");
        PrivateFile.Kept(signingKey, PemSigner.NewPem);
        PrivateFile.Kept(rootKeys, () => RootKeyRing.NewEntry("development-1"));
        return service
            .WithEnvironment("Evidence__Origin", $"{Installation}/{name}")
            .WithEnvironment("Evidence__SigningKeyFile", signingKey)
            .WithEnvironment("Vault__RootKeyFile", rootKeys);
    }
}
