using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Agreements;

public sealed class EndAgreementTests(RegistryApp app)
{
    [Fact]
    public async Task Who_is_no_customer_any_more_gets_no_notices()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.EndAgreementAsync, new V1.EndAgreementRequest { CustomerId = "norse" });
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await tenant.Announce();
        (await tenant.Ask(app.Client.ListNoticesAsync, new V1.ListNoticesRequest())).Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_never_was_one_is_refused() =>
        await app.NewTenant().Operate(app.Client.EndAgreementAsync, new V1.EndAgreementRequest { CustomerId = "norse" }).ShouldBeRefused(StatusCode.NotFound, "customer.unknown", "customer_id");
}
