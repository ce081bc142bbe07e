using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Tests.Notices;

public sealed class IssueNoticeTests : NoticeSpec
{
    private static readonly IssueNotice Issue = new(Facts, [DeliveryChannel.Email, DeliveryChannel.Webhook], At);

    [Fact]
    public void A_notice_is_due_at_once_on_every_channel_that_the_customer_has()
    {
        Spec.Given().When(Issue).Then(Issued);
        Of(Issued).Deliveries.ShouldAllBe(delivery => delivery.DueAt == At && delivery.Status() == DeliveryStatus.Pending);
    }

    [Fact]
    public void Issuing_twice_records_nothing_new() => Spec.Given(Issued).When(Issue with { RecordedAt = At.AddDays(1) }).ThenNothing();

    [Fact]
    public void A_customer_without_an_address_has_a_notice_that_nobody_sends() => Spec.Given().When(Issue with { Channels = [] }).Then(Issued with { Channels = [] });
}
