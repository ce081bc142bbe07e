using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Notices;

[Collection(nameof(NoticesApp))]
public sealed class ListDeliveriesTests(NoticesApp app)
{
    [Fact]
    public async Task Notices_are_found_by_customer_and_by_how_they_stand()
    {
        var tenant = await app.Tenant();
        await app.Configure(tenant, status: 410);
        await tenant.Announce();
        await app.Notice(tenant, V1.DeliveryStatus.Dead);
        await app.First(tenant, "slow");
        (await app.List(tenant)).Notices.Count.ShouldBe(2);
        (await app.List(tenant, "slow")).Notices.ShouldHaveSingleItem().CustomerId.ShouldBe("slow");
        (await app.List(tenant, status: V1.DeliveryStatus.Dead)).Notices.ShouldHaveSingleItem().CustomerId.ShouldBe("norse");
        (await app.List(tenant, status: V1.DeliveryStatus.Delivered)).Notices.ShouldBeEmpty();
        (await app.List(await app.Tenant())).Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_nothing_recorded_can_have_is_refused_and_no_failure_of_ours() =>
        await app.List(app.NewTenant(), "nobody\0").ShouldBeRefused(StatusCode.InvalidArgument, "message.malformed", field: null);
}
