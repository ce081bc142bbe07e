using PrivacyPlatform.SubProcessors.Notices;
using static PrivacyPlatform.SubProcessors.Notices.NoticeEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Notices;

public sealed class ResendNoticeTests : NoticeSpec
{
    private static readonly ResendNotice Resend = new([DeliveryChannel.Webhook, DeliveryChannel.Email], At.AddDays(3));

    private static readonly NoticeResent Resent = new([DeliveryChannel.Webhook], At.AddDays(3));

    [Fact]
    public void What_was_given_up_is_due_again_with_all_its_attempts_before_it()
    {
        Spec.Given(GivenUp).When(Resend).Then(Resent);
        Of([.. GivenUp, Resent]).On(DeliveryChannel.Webhook).ShouldBe(
            new Delivery(DeliveryChannel.Webhook, Attempts: 10, AttemptsOfSend: 0, DeliveryResult.Failed, At, At.AddDays(3)));
    }

    [Fact]
    public void It_is_tried_as_often_as_the_first_time() =>
        Spec.Given([.. GivenUp, Resent])
            .When(new RecordDelivery(DeliveryChannel.Webhook, 11, DeliveryResult.Failed, Jitter: 1, At.AddDays(3)))
            .Then(new NoticeDeliveryAttempted(DeliveryChannel.Webhook, 11, DeliveryResult.Failed, At.AddDays(3), At.AddDays(3).AddSeconds(30)));

    [Fact]
    public void A_customer_that_has_an_address_now_gets_what_was_never_sent() =>
        Spec.Given(Issued with { Channels = [] }).When(Resend with { Channels = [DeliveryChannel.Email] }).Then(Resent with { Channels = [DeliveryChannel.Email] });

    [Fact]
    public void What_is_on_its_way_or_arrived_is_left_alone() =>
        Spec.Given(Issued, Attempted(1, DeliveryResult.Accepted, null)).When(Resend).ThenRefused("notice.nothing_to_resend", "notice_id");

    [Fact]
    public void To_where_the_customer_has_no_address_nothing_goes() => Spec.Given(GivenUp).When(Resend with { Channels = [] }).ThenRefused("notice.nothing_to_resend");

    [Fact]
    public void Nothing_is_sent_again_that_was_not_issued() => Spec.Given().When(Resend).ThenRefused("notice.unknown");
}
