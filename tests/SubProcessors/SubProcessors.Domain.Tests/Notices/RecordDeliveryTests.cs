using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Tests.Notices;

public sealed class RecordDeliveryTests : NoticeSpec
{
    private static readonly RecordDelivery Delivered = new(DeliveryChannel.Webhook, 1, DeliveryResult.Accepted, Jitter: 1, At);

    [Fact]
    public void What_arrived_is_not_sent_again()
    {
        Spec.Given(Issued).When(Delivered).Then(Attempted(1, DeliveryResult.Accepted, null));
        Of(Issued, Attempted(1, DeliveryResult.Accepted, null)).On(DeliveryChannel.Webhook)!.Status().ShouldBe(DeliveryStatus.Delivered);
    }

    [Theory]
    [InlineData(DeliveryResult.Failed)]
    [InlineData(DeliveryResult.Rejected)]
    [InlineData(DeliveryResult.Redirected)]
    [InlineData(DeliveryResult.Unreachable)]
    [InlineData(DeliveryResult.TimedOut)]
    public void What_may_pass_is_tried_again(DeliveryResult result) =>
        Spec.Given(Issued).When(Delivered with { Result = result }).Then(Attempted(1, result, At.AddSeconds(30)));

    [Theory]
    [InlineData(DeliveryResult.RejectedForGood)]
    [InlineData(DeliveryResult.AddressRefused)]
    [InlineData(DeliveryResult.NoAddress)]
    public void What_will_not_pass_is_given_up_at_once(DeliveryResult result)
    {
        Spec.Given(Issued).When(Delivered with { Result = result }).Then(Attempted(1, result, null));
        Of(Issued, Attempted(1, result, null)).On(DeliveryChannel.Webhook)!.Status().ShouldBe(DeliveryStatus.Dead);
    }

    [Fact]
    public void After_the_last_attempt_it_is_given_up()
    {
        Spec.Given(GivenUp[..^1]).When(Delivered with { Attempt = 10, Result = DeliveryResult.Failed }).Then(Attempted(10, DeliveryResult.Failed, null));
        Of(GivenUp).On(DeliveryChannel.Webhook)!.Status().ShouldBe(DeliveryStatus.Dead);
    }

    [Fact]
    public void An_attempt_is_recorded_once() => Spec.Given(Issued, Attempted(1, DeliveryResult.Failed, At)).When(Delivered).ThenNothing();

    [Fact]
    public void What_is_not_due_is_not_recorded()
    {
        Spec.Given(Issued, Attempted(1, DeliveryResult.Accepted, null)).When(Delivered with { Attempt = 2 }).ThenNothing();
        Spec.Given(Issued with { Channels = [DeliveryChannel.Email] }).When(Delivered).ThenNothing();
    }

    [Fact]
    public void One_channel_does_not_wait_for_the_other() =>
        Of(GivenUp).On(DeliveryChannel.Email)!.ShouldBe(new Delivery(DeliveryChannel.Email, 0, 0, null, null, At));

    [Fact]
    public void Nothing_is_delivered_that_was_not_issued() => Spec.Given().When(Delivered).ThenRefused("notice.unknown", "notice_id");
}
