using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PrivacyPlatform.MailCatcher;

/// <summary>
/// A mail server for development and tests: takes every mail and sends none on. <c>Smtp:Port</c> is where it listens (0: a free one), <c>Mail:Folder</c>
/// where it keeps mails as files (none: in memory only); the web page lists them.
/// </summary>
internal static class Catcher
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var smtpPort = builder.Configuration.GetValue("Smtp:Port", 0);
        var httpPort = builder.Configuration.GetValue("Http:Port", 0);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(new Mails(builder.Configuration["Mail:Folder"]));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, httpPort, http => http.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, smtpPort, smtp => smtp.UseConnectionHandler<SmtpSession>());
        });

        var app = builder.Build();
        app.MapGet("/", (Mails mails) => Text(string.Concat(mails.All.Select((mail, index) => string.Create(
            CultureInfo.InvariantCulture, $"{index + 1}\t{mail.At:u}\t{string.Join(", ", mail.Recipients)}\t{mail.Subject}\n")))));
        app.MapGet("/{number:int}", (int number, Mails mails) => number > 0 && number <= mails.All.Count ? Text(mails.All[number - 1].Data) : Results.NotFound());
        return app;
    }

    private static IResult Text(string text) => Results.Text(text, "text/plain; charset=utf-8");
}
