using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.MailCatcher;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Delivery.Tests;

public sealed class MailSenderTests : IAsyncLifetime
{
    private static readonly Guid Id = new("0191f3a0-0000-7000-8000-000000000001");

    private readonly WebApplication catcher = Catcher.Build(["--Logging:LogLevel:Default=Warning"]);

    public async ValueTask InitializeAsync() => await catcher.StartAsync();

    public async ValueTask DisposeAsync() => await catcher.DisposeAsync();

    [Fact]
    public async Task A_mail_arrives_as_plain_text_under_the_notices_id()
    {
        (await Send("privacy@norse.example", "New sub-processor: Bücher & Söhne", "First line\n.hidden dot\nhttps://subprocessors.example/objection?token=abc\n")).ShouldBe(DeliveryResult.Accepted);
        var mail = Mails().ShouldHaveSingleItem();
        (mail.Sender, string.Join(' ', mail.Recipients)).ShouldBe(("notices@octopus.example", "privacy@norse.example"));
        mail.Header("Message-ID").ShouldBe($"<{Id:D}@octopus.example>");
        mail.Header("Auto-Submitted").ShouldBe("auto-generated");
        mail.Header("Content-Type").ShouldNotBeNull().ShouldStartWith("text/plain");
        mail.Text.ShouldContain(".hidden dot");
    }

    [Theory]
    [InlineData("550-nobody@norse.example", DeliveryResult.RejectedForGood)]
    [InlineData("451-later@norse.example", DeliveryResult.Failed)]
    public async Task The_servers_no_is_of_its_kind(string mailbox, DeliveryResult result)
    {
        (await Send(mailbox, "s", "t")).ShouldBe(result);
        Mails().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(535, DeliveryResult.Failed)]
    [InlineData(554, DeliveryResult.RejectedForGood)]
    [InlineData(421, DeliveryResult.Failed)]
    [InlineData(-1, DeliveryResult.Unreachable)]
    public void A_server_that_does_not_trust_us_is_no_fault_of_the_mailbox(int reply, DeliveryResult result) => MailSender.ResultOf(reply).ShouldBe(result);

    [Fact]
    public async Task Without_STARTTLS_nothing_is_sent()
    {
        (await Send("privacy@norse.example", "s", "t", startTls: true)).ShouldBe(DeliveryResult.Unreachable);
        Mails().ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_no_server_is_it_is_tried_again()
    {
        await catcher.StopAsync();
        (await Send("privacy@norse.example", "s", "t")).ShouldBe(DeliveryResult.Unreachable);
    }

    [Fact]
    public async Task What_was_caught_can_be_seen()
    {
        await Send("privacy@norse.example", "Seen", "Grüße");
        using var http = new HttpClient { BaseAddress = new Uri(catcher.Urls.First()) };
        (await http.GetStringAsync("/")).ShouldContain("Seen");
        (await http.GetStringAsync("/1")).ShouldContain("To: privacy@norse.example\nSubject: Seen\n\nGrüße");
        (await http.GetStringAsync("/1.eml")).ShouldContain("Message-ID:");
        (await http.GetAsync("/2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.PostAsync("/webhooks/norse", new StringContent("{}"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.GetStringAsync("/webhooks")).ShouldStartWith("POST /webhooks/norse\n");
    }

    private IReadOnlyList<CaughtMail> Mails() => catcher.Services.GetRequiredService<Mails>().All;

    private Task<DeliveryResult> Send(string mailbox, string subject, string text, bool startTls = false) =>
        new MailSender(new() { Host = "127.0.0.1", Port = SmtpPort(), From = "notices@octopus.example", StartTls = startTls }).Send(mailbox, Id, subject, text, CancellationToken.None);

    private int smtpPort;

    private int SmtpPort() => smtpPort = smtpPort == 0 ? int.Parse(catcher.Urls.Last().Split(':')[^1], CultureInfo.InvariantCulture) : smtpPort;
}
