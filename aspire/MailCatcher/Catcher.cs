using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PrivacyPlatform.MailCatcher;

/// <summary>
/// A mail server for development and tests: takes every mail and sends none on. <c>Smtp:Port</c> is where it listens (0: a free one), <c>Mail:Folder</c>
/// where it keeps mails as files (none: in memory only). Over HTTP, <c>/</c> lists them, <c>/1</c> is the first as text, <c>/1.eml</c> as it came, and <c>/last</c> the last. What is
/// posted to <c>/webhooks/…</c> is read at <c>/webhooks</c>: a customer's web server for development.
/// </summary>
internal static class Catcher
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var smtpPort = builder.Configuration.GetValue("Smtp:Port", 0);
        var httpPort = builder.Configuration.GetValue("Http:Port", 0);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(new Mails(builder.Configuration["Mail:Folder"])).AddSingleton<Webhooks>();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // it is asked for its health all the time
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, httpPort, http => http.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, smtpPort, smtp => smtp.UseConnectionHandler<SmtpSession>());
        });

        var app = builder.Build();
        app.MapGet("/", (Mails mails) => Text(string.Concat(mails.All.Select((mail, index) => string.Create(
            CultureInfo.InvariantCulture, $"{index + 1}\t{mail.At:u}\t{string.Join(", ", mail.Recipients)}\t{mail.Subject}\n")))));
        app.MapGet("/{number:int}", (int number, Mails mails) => Mail(mails, number));
        app.MapGet("/last", (Mails mails) => Mail(mails, mails.All.Count));
        app.MapGet("/{number:int}.eml", (int number, Mails mails) => Mail(mails, number, mail => mail.Data));
        app.MapGet("/webhooks", (Webhooks webhooks) => Text(string.Join('\n', webhooks.All)));
        app.MapPost("/webhooks/{**path}", (HttpContext context, Webhooks webhooks) => webhooks.Take(context));
        return app;
    }

    private static IResult Mail(Mails mails, int number) => Mail(
        mails, number, mail => $"From: {mail.Sender}\nTo: {string.Join(", ", mail.Recipients)}\nSubject: {mail.Subject}\n\n{mail.Text}");

    private static IResult Mail(Mails mails, int number, Func<CaughtMail, string> text) =>
        number > 0 && number <= mails.All.Count ? Text(text(mails.All[number - 1])) : Results.NotFound();

    private static IResult Text(string text) => Results.Text(text, "text/plain; charset=utf-8");
}
