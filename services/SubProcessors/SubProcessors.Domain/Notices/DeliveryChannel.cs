namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>How a notice reaches a customer.</summary>
public enum DeliveryChannel
{
    /// <summary>A signed HTTP request to an address of the customer.</summary>
    Webhook = 1,

    Email = 2,
}
