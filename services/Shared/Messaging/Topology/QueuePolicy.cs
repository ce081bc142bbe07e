namespace PrivacyPlatform.Messaging;

/// <summary>The arguments of our queues, in one place, since a queue declared twice with different arguments is refused by the broker.</summary>
internal static class QueuePolicy
{
    /// <summary>Deliveries of one message before it goes to the dead queue. Restarts count too; 20 is what RabbitMQ 4 sets by itself.</summary>
    public const int DeliveryLimit = 20;

    private static readonly KeyValuePair<string, object?> Quorum = new("x-queue-type", "quorum");

    /// <param name="queue">The consumed queue.</param>
    /// <param name="deliveryLimit">Deliveries of one message before it goes to the dead queue.</param>
    public static Dictionary<string, object?> Consumed(string queue, int deliveryLimit) => new([Quorum])
    {
        ["x-delivery-limit"] = deliveryLimit,
        ["x-dead-letter-exchange"] = QueueNames.Dead(queue),
        // The broker gives a dead letter up only when its new queue has confirmed it; it does so only where a full queue rejects instead of dropping.
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };

    /// <summary>Error and dead queues have no delivery limit: looking at a message counts as a delivery.</summary>
    public static Dictionary<string, object?> Kept() => new([Quorum]);
}
