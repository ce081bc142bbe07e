using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Notices;

[Collection(nameof(NoticesApp))]
public sealed class ResendNoticeTests(NoticesApp app)
{
    [Fact]
    public async Task What_was_given_up_can_be_sent_again()
    {
        var tenant = await app.Tenant();
        await app.Configure(tenant, status: 410);
        await tenant.Announce();
        var dead = await app.Notice(tenant, V1.DeliveryStatus.Dead);
        app.Answer(tenant, 200);
        await tenant.Operate(app.Client.ResendNoticeAsync, new V1.ResendNoticeRequest { NoticeId = dead.NoticeId });
        (await app.Notice(tenant, V1.DeliveryStatus.Delivered)).Deliveries[0].Attempts.ShouldBe(2);
        await tenant.Operate(app.Client.ResendNoticeAsync, new V1.ResendNoticeRequest { NoticeId = dead.NoticeId })
            .ShouldBeRefused(StatusCode.FailedPrecondition, "notice.nothing_to_resend", "notice_id");
    }

    [Fact]
    public async Task A_notice_that_is_none_is_refused()
    {
        var tenant = await app.Tenant();
        await tenant.Operate(app.Client.ResendNoticeAsync, new V1.ResendNoticeRequest { NoticeId = "7" }).ShouldBeRefused(StatusCode.InvalidArgument, "notice.id_malformed", "notice_id");
        await tenant.Operate(app.Client.ResendNoticeAsync, new V1.ResendNoticeRequest { NoticeId = "0191f3a0-0000-7000-8000-000000000001" })
            .ShouldBeRefused(StatusCode.NotFound, "notice.unknown", "notice_id");
    }
}
