using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// The exchange of one message type. The routing key is the tenant: so the broker's own topic permissions say whose messages a user may hear,
/// and for whom it may speak.
/// </summary>
public static class MessageExchange
{
    /// <summary>Also of those who declare it elsewhere: an exchange that is declared with another type is refused.</summary>
    public const string Type = ExchangeType.Topic;

    /// <summary>The binding of a service, which works for all tenants.</summary>
    public const string EveryTenant = "#";
}
