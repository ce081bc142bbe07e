using System.Net;
using System.Net.Mail;
using PrivacyPlatform.SubProcessors.Delivery;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

internal static class NoticeRegistration
{
    /// <summary>Issues and delivers notices to customers, by the section <c>Notices</c>; without a <c>PublicUrl</c> there are none.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or malformed: a service that cannot sign does not start.</exception>
    public static WebApplicationBuilder AddNotices(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Notices").Get<NoticeOptions>() ?? new NoticeOptions();
        if (options.PublicUrl.Length == 0)
        {
            return builder;
        }

        var secrets = NoticeSecrets.Read(options.Secrets ?? (options.SecretsFile is { } file ? File.ReadAllText(file) : ""));
        var publicUrl = PublicUrl(options.PublicUrl);
        if (options.Mail.Host.Length > 0 && !MailAddress.TryCreate(options.Mail.From, out _))
        {
            throw new InvalidOperationException("Notices:Mail:From is the sender's e-mail address.");
        }

        var links = new ObjectionLink(publicUrl, secrets);
        builder.Services
            .AddSingleton(secrets)
            .AddSingleton(links)
            .AddSingleton(new WebhookTargets([.. options.TrustedWebhookHosts], (host, ct) => Dns.GetHostAddressesAsync(host, ct)))
            .AddSingleton(new MailSender(options.Mail))
            .AddSingleton(services => new WebhookSender(services.GetRequiredService<WebhookTargets>(), services.GetRequiredService<TimeProvider>()))
            .AddSingleton(services => new NoticeContents(services.GetRequiredService<StreamReader>(), links, publicUrl))
            .AddSingleton<CustomerDelivery>()
            .AddSingleton<NoticeIssuer>()
            .AddSingleton<DeliveryAttempt>()
            .AddSingleton<NoticeQueue>()
            .AddSingleton<NoticeRounds>()
            .AddSingleton<ObjectByLink>()
            .AddHostedService<NoticeService>()
            .AddHealthChecks().AddCheck<NoticesMove>("notices", timeout: TimeSpan.FromSeconds(3));
        return builder;
    }

    /// <summary>The calls about notices, and the page behind their links.</summary>
    public static WebApplication MapNotices(this WebApplication app)
    {
        if (app.Services.GetService<NoticeSecrets>() is null)
        {
            return app;
        }

        app.MapGrpcService<NoticesGrpc>();
        return app.MapObjections();
    }

    private static Uri PublicUrl(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) && url.Scheme is ("https" or "http")
            ? url
            : throw new InvalidOperationException("Notices:PublicUrl is the address of the public pages: links in notices begin with it.");
}
