using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PrivacyPlatform.SubProcessors.Delivery;

namespace PrivacyPlatform.AppHost;

/// <summary>How a developer's machine sends notices to customers: to a mail server and a web server that keep what they get, and send none of it on.</summary>
internal static class NoticeDelivery
{
    private const string Sender = "notices@development.privacyplatform.invalid";

    /// <summary>Catches mails and webhooks, also as files (<c>data/mails</c>), and shows them over HTTP.</summary>
    internal static IResourceBuilder<ProjectResource> AddMailCatcher<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var catcher = builder.AddProject<TProject>(name, launchProfileName: null);
        return catcher
            .WithHttpEndpoint(name: "http", env: "Http__Port")
            .WithEndpoint(scheme: "smtp", name: "smtp", env: "Smtp__Port")
            .WithEnvironment("Mail__Folder", builder.LocalPath("data/mails"))
            .WithHttpHealthCheck("/", endpointName: "http");
    }

    /// <summary>The public address that links in notices begin with, the secret that webhooks and links are signed with (<c>secrets/{name}-notices</c>), and where notices go.</summary>
    internal static IResourceBuilder<ProjectResource> WithNotices(this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> catcher)
    {
        string secrets = service.ApplicationBuilder.LocalPath($"secrets/{service.Resource.Name}-notices");
        PrivateFile.Kept(secrets, NoticeSecrets.NewLine);
        EndpointReference mail = catcher.GetEndpoint("smtp");
        return service
            .WithEnvironment("Notices__PublicUrl", service.GetEndpoint("http"))
            .WithEnvironment("Notices__SecretsFile", secrets)
            .WithEnvironment("Notices__Mail__Host", $"{mail.Property(EndpointProperty.Host)}")
            .WithEnvironment("Notices__Mail__Port", $"{mail.Property(EndpointProperty.Port)}")
            .WithEnvironment("Notices__Mail__From", Sender)
            .WithEnvironment("Notices__Mail__StartTls", "false")
            .WithEnvironment("Notices__TrustedWebhookHosts__0", $"{catcher.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}");
    }
}
