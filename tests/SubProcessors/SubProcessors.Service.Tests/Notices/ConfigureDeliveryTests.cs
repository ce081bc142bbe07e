using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Notices;

[Collection(nameof(NoticesApp))]
public sealed class ConfigureDeliveryTests(NoticesApp app)
{
    [Fact]
    public async Task A_rotation_gives_another_secret_and_nothing_else_does()
    {
        var tenant = await app.Tenant();
        var first = (await app.Configure(tenant)).WebhookSecret;
        first.ShouldStartWith("whsec_");
        (await app.Configure(tenant)).WebhookSecret.ShouldBe(first);
        (await app.Configure(tenant, rotate: true)).WebhookSecret.ShouldNotBe(first);
    }

    [Theory]
    [InlineData("https://127.0.0.1/", "webhook.address_private", StatusCode.FailedPrecondition)]
    [InlineData("https://[::ffff:169.254.169.254]/", "webhook.address_private", StatusCode.FailedPrecondition)]
    [InlineData("http://hooks.example.com/", "webhook.malformed", StatusCode.InvalidArgument)]
    public async Task A_webhook_that_leads_inside_is_refused(string url, string code, StatusCode status) =>
        await (await app.Tenant()).Operate(app.Client.ConfigureDeliveryAsync, new V1.ConfigureDeliveryRequest { CustomerId = "norse", WebhookUrl = url })
            .ShouldBeRefused(status, code, "webhook_url");

    [Fact]
    public async Task What_is_no_mailbox_or_no_customer_is_refused()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.ConfigureDeliveryAsync, new V1.ConfigureDeliveryRequest { CustomerId = "norse", Mailbox = "not an address" })
            .ShouldBeRefused(StatusCode.InvalidArgument, "delivery.mailbox_malformed", "mailbox");
        await tenant.Operate(app.Client.ConfigureDeliveryAsync, new V1.ConfigureDeliveryRequest { CustomerId = "stranger", Mailbox = "privacy@stranger.example" })
            .ShouldBeRefused(StatusCode.NotFound, "customer.unknown", "customer_id");
    }
}
