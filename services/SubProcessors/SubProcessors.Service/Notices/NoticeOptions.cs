using PrivacyPlatform.SubProcessors.Delivery;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>The section <c>Notices</c> of the configuration.</summary>
internal sealed class NoticeOptions
{
    /// <summary>Where customers reach this service's public pages: <c>https://subprocessors.example/</c>. Links in notices begin with it. Empty: this installation sends no notices.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Path of the file with the secrets; see <see cref="NoticeSecrets"/>. Either this or <see cref="Secrets"/>.</summary>
    public string? SecretsFile { get; set; }

    /// <summary>The secrets themselves, for an environment variable (<c>Notices__Secrets</c>).</summary>
    public string? Secrets { get; set; }

    public MailOptions Mail { get; set; } = new();

    /// <summary>Hosts with their ports (<c>127.0.0.1:5000</c>) to which webhooks may lead although they are private or without TLS. For development and tests.</summary>
    public IList<string> TrustedWebhookHosts { get; set; } = [];
}
