namespace PrivacyPlatform.Sealing;

/// <summary>The configuration's section <c>Evidence</c>.</summary>
public sealed class EvidenceOptions
{
    /// <summary>The beginning of every log's name: the installation's own domain and the service, <c>privacyplatform.invalid/consent</c>. Never changes: reviewers know logs by it.</summary>
    public string Origin { get; set; } = "";

    /// <summary>Path of the Ed25519 private key that signs checkpoints: PKCS #8, PEM, readable by its owner only. Either this or <see cref="SigningKey"/>.</summary>
    public string SigningKeyFile { get; set; } = "";

    /// <summary>The key itself, for an environment variable (<c>Evidence__SigningKey</c>).</summary>
    public string SigningKey { get; set; } = "";
}
