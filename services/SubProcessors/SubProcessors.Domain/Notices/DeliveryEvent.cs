namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>Where one customer gets its notices. Stream: <c>delivery-{customer}</c>.</summary>
public abstract record DeliveryEvent
{
    private DeliveryEvent() { }

    /// <summary>Its addresses, in place of those before.</summary>
    /// <param name="Webhook">Sealed; null: none.</param>
    /// <param name="Mailbox">Sealed; null: none.</param>
    /// <param name="SecretGeneration">Which of the customer's secrets signs its webhooks: 1, 2, 3 …. The secret itself is derived and nowhere stored.</param>
    public sealed record DeliveryConfigured(string CustomerId, SealedText? Webhook, SealedText? Mailbox, int SecretGeneration) : DeliveryEvent;
}
