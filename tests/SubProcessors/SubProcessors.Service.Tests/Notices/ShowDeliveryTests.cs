using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Notices;

[Collection(nameof(NoticesApp))]
public sealed class ShowDeliveryTests(NoticesApp app)
{
    [Fact]
    public async Task An_operator_sees_what_was_configured_and_others_do_not()
    {
        var tenant = await app.Tenant();
        var secret = (await app.Configure(tenant, mailbox: "privacy@norse.example")).WebhookSecret;
        var shown = await tenant.Operate(app.Client.ShowDeliveryAsync, new V1.ShowDeliveryRequest { CustomerId = "norse" });
        (shown.WebhookUrl, shown.Mailbox, shown.WebhookSecret).ShouldBe((app.WebhookOf(tenant), "privacy@norse.example", secret));
        await tenant.Ask(app.Client.ShowDeliveryAsync, new V1.ShowDeliveryRequest { CustomerId = "norse" }).ShouldBeRefused(StatusCode.PermissionDenied, "auth.role_missing", field: null);
        (await (await app.Tenant()).Operate(app.Client.ShowDeliveryAsync, new V1.ShowDeliveryRequest { CustomerId = "norse" })).WebhookUrl.ShouldBeEmpty();
    }
}
