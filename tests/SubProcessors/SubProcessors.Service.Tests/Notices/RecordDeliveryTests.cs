using Npgsql;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Notices;

[Collection(nameof(NoticesApp))]
public sealed class RecordDeliveryTests(NoticesApp app)
{
    [Fact]
    public async Task A_notice_arrives_signed_and_by_mail_and_no_event_holds_an_address()
    {
        var tenant = await app.Tenant();
        var mailbox = $"privacy@{tenant.Name}.example";
        var secret = (await app.Configure(tenant, mailbox: mailbox)).WebhookSecret;
        await tenant.Announce();
        var notice = await app.Notice(tenant, one => one.Deliveries.Count == 2 && one.Deliveries.All(delivery => delivery.Status == V1.DeliveryStatus.Delivered));
        var webhook = app.Webhooks(tenant)[0];
        webhook.Id.ShouldBe(notice.NoticeId);
        webhook.IsSignedWith(secret).ShouldBeTrue();
        webhook.Body.ShouldContain("\"type\":\"sub_processor.announced\"");
        webhook.Body.ShouldContain("https://subprocessors.example/objection?token=");
        app.Mails(mailbox)[0].Header("Message-ID").ShouldNotBeNull().ShouldContain(notice.NoticeId);
        (await Events($"data::text LIKE '%{tenant.Name}%' OR headers::text LIKE '%{mailbox}%'")).ShouldBe(0);
    }

    [Fact]
    public async Task What_failed_is_tried_again_when_it_is_due_and_under_the_same_id()
    {
        var tenant = await app.Tenant();
        await app.Configure(tenant, status: 503);
        await tenant.Announce();
        var failed = await app.Notice(tenant, notice => notice.Deliveries.Any(delivery => delivery.Attempts == 1));
        failed.Deliveries[0].LastResult.ShouldBe(V1.DeliveryResult.Failed);
        (failed.Deliveries[0].DueAt.ToDateTimeOffset() - failed.Deliveries[0].LastAt.ToDateTimeOffset()).TotalSeconds.ShouldBeInRange(15, 30);
        app.Answer(tenant, 200);
        await app.Pass(TimeSpan.FromSeconds(31));
        (await app.Notice(tenant, V1.DeliveryStatus.Delivered)).Deliveries[0].Attempts.ShouldBe(2);
        app.Webhooks(tenant).Select(webhook => webhook.Id).Distinct().ShouldHaveSingleItem().ShouldBe(failed.NoticeId);
    }

    [Fact]
    public async Task After_ten_attempts_it_is_given_up()
    {
        var tenant = await app.Tenant();
        await app.Configure(tenant, status: 500);
        await tenant.Announce();
        for (var attempts = 1; attempts < 10; attempts++)
        {
            var made = attempts;
            await app.Notice(tenant, notice => notice.Deliveries.Any(delivery => delivery.Attempts >= made));
            await app.Pass(TimeSpan.FromHours(13));
        }

        (await app.Notice(tenant, V1.DeliveryStatus.Dead)).Deliveries[0].Attempts.ShouldBe(10);
    }

    private async Task<long> Events(string condition)
    {
        await using var admin = NpgsqlDataSource.Create(app.Admin);
        await using var count = admin.CreateCommand($"SELECT count(*) FROM events.mt_events WHERE {condition}");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
