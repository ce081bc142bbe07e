using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Notices.DeliveryEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Notices;

public sealed class ConfigureDeliveryTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Customer Norse = new("norse", new AgreementState.Known("norse", [new("2025-01", 14, At.AddDays(-300))], EndedAt: null));
    private static readonly SealedText Webhook = new("v1", "k", "n", "webhook", "p");
    private static readonly SealedText Mailbox = new("v1", "k", "n", "mailbox", "p");
    private static readonly ConfigureDelivery Configure = new(Norse, Webhook, Mailbox, RotateSecret: false, At);
    private static readonly DeliveryConfigured Configured = new("norse", Webhook, Mailbox, SecretGeneration: 1);

    private readonly DeciderSpec<DeliveryCommand, DeliveryState, DeliveryEvent> spec = new(DeliveryDecider.Decider);

    [Fact]
    public void A_customer_gets_its_notices_where_it_says()
    {
        spec.Given().When(Configure).Then(Configured);
        DeliveryDecider.Decider.Fold([Configured]).ToChannels().ShouldBe([DeliveryChannel.Webhook, DeliveryChannel.Email]);
    }

    [Fact]
    public void What_is_left_out_is_no_longer_used()
    {
        spec.Given(Configured).When(Configure with { Webhook = null }).Then(Configured with { Webhook = null });
        DeliveryDecider.Decider.Fold([Configured, Configured with { Webhook = null }]).ToChannels().ShouldBe([DeliveryChannel.Email]);
        DeliveryDecider.Decider.Fold([Configured, Configured with { Webhook = null, Mailbox = null }]).ToChannels().ShouldBeEmpty();
    }

    [Fact]
    public void A_rotation_gives_the_secret_its_next_number() =>
        spec.Given(Configured).When(Configure with { RotateSecret = true }).Then(Configured with { SecretGeneration = 2 });

    [Fact]
    public void Nothing_in_place_of_nothing_is_nothing_new()
    {
        spec.Given().When(Configure with { Webhook = null, Mailbox = null }).ThenNothing();
        spec.Given(Configured with { Webhook = null, Mailbox = null }).When(Configure with { Webhook = null, Mailbox = null }).ThenNothing();
    }

    [Fact]
    public void Whoever_has_no_agreement_is_no_customer()
    {
        spec.Given().When(Configure with { Customer = new("stranger", AgreementState.Initial) }).ThenRefused("customer.unknown", "customer_id");
        spec.Given().When(Configure with { Customer = Norse with { CustomerId = "Anna B." } }).ThenRefused("customer.id_malformed", "customer_id");
    }
}
