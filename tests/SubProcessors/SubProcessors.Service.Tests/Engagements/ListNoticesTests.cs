namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class ListNoticesTests(RegistryApp app)
{
    [Fact]
    public async Task Each_customer_has_its_own_notice_with_its_own_period()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.RecordAgreementAsync, new V1.RecordAgreementRequest { CustomerId = "south", DpaVersion = "2026-01", NoticeDays = 60, From = Requests.LongAgo });
        await tenant.List("billing-always");
        await tenant.Announce();

        var notices = (await tenant.Ask(app.Client.ListNoticesAsync, new V1.ListNoticesRequest())).Notices;

        notices.Select(notice => $"{notice.CustomerId} {notice.EngagementId} {notice.DpaVersion} {notice.NoticeDays} {notice.Standing.Kind}")
            .ShouldBe(["norse billing-acme 2025-01 14 Announced", "south billing-acme 2026-01 60 Announced"]);
        (await tenant.Ask(app.Client.ListNoticesAsync, new V1.ListNoticesRequest { CustomerId = "south" })).Notices.Count.ShouldBe(1);
    }
}
