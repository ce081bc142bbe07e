using PrivacyPlatform.SubProcessors.Service.Notices;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Notices;

[Collection(nameof(NoticesApp))]
public sealed class IssueNoticeTests(NoticesApp app)
{
    [Fact]
    public async Task An_announcement_makes_one_notice_for_each_customer_with_its_own_period()
    {
        var tenant = await app.Tenant();
        await tenant.Announce();
        var norse = await app.First(tenant, "norse");
        await app.First(tenant, "slow");
        var all = (await app.List(tenant)).Notices;
        all.Select(notice => (notice.CustomerId, notice.NoticeDays)).ShouldBe([("norse", 14), ("slow", 45)], ignoreOrder: true);
        (norse.EngagementId, norse.RegisterId, norse.VendorId, norse.TermsNumber, norse.InEmergency).ShouldBe(("billing-acme", "billing", "acme", 1, false));
        norse.ObjectBy.ShouldBe((await tenant.Standing(customer: "norse")).NextFrom);
        all.ShouldAllBe(notice => notice.Deliveries.Count == 0, "nobody said where to send them");
    }

    [Fact]
    public async Task The_same_event_read_again_makes_no_other_notice()
    {
        var tenant = await app.Tenant();
        await tenant.Announce();
        var before = await app.First(tenant, "norse");
        await app.First(tenant, "slow");
        var issuer = app.Get<NoticeIssuer>();
        await foreach (var recorded in app.Get<EventStore.StreamReader>().Read(tenant.Name, "engagement-billing-acme"))
        {
            await issuer.Take(recorded, CancellationToken.None);
        }

        (await app.List(tenant)).Notices.Count.ShouldBe(2);
        (await app.List(tenant, "norse")).Notices.ShouldHaveSingleItem().ShouldBe(before);
    }

    [Fact]
    public async Task An_agreement_that_becomes_known_late_brings_notice_of_what_is_still_open()
    {
        var tenant = await app.Tenant();
        await tenant.Announce();
        await app.First(tenant, "norse");
        await app.Agree(tenant, "late", 60);
        (await app.First(tenant, "late")).NoticeDays.ShouldBe(60);
    }
}
