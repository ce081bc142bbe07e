using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Vendors;

public sealed class AttestControlTests(RegistryApp app)
{
    [Fact]
    public async Task Who_looked_is_the_caller_and_the_day_is_today()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        await tenant.Operate(app.Client.AttestControlAsync, new V1.AttestControlRequest { VendorId = "acme", Control = "two-factor-sign-in", InPlace = true });

        var attested = (await tenant.Ask(app.Client.ShowEngagementAsync, new V1.ShowEngagementRequest { EngagementId = "billing-acme" })).Vendor.Attestations.ShouldHaveSingleItem();

        attested.Control.ShouldBe("two-factor-sign-in");
        attested.By.ShouldBe("test-operator");
        attested.On.ShouldBe(app.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_day_is_written_like_one() =>
        await (await app.Tenant()).Operate(app.Client.AttestControlAsync, new V1.AttestControlRequest { VendorId = "acme", Control = "two-factor-sign-in", On = "1 June" })
            .ShouldBeRefused(StatusCode.InvalidArgument, "day.malformed", "on");
}
