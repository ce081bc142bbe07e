namespace PrivacyPlatform.Messaging;

/// <summary>The relay's measures. A service keeps the defaults; tests make them smaller.</summary>
public sealed class RelayOptions
{
    /// <summary>Events on their way at most: read, and not yet confirmed and out of the outbox. Bounds the memory, and what a failure repeats.</summary>
    public int Window { get; set; } = 1000;

    /// <summary>Events that one look at the outbox reads at most. Within it the order of streams is kept; it comes in a stream and is not held in memory.</summary>
    public int Pass { get; set; } = 10_000;

    /// <summary>Without any sign of life from the broker for so long (twice as long at most), the connection is given up and what is unconfirmed is published again.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>At shutdown, how long to wait for outstanding confirms, and then for the store to hear of them.</summary>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to rest, at most, when the outbox is empty; news end it at once.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an instance that does not lead asks again.</summary>
    public TimeSpan Standby { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait before an event that could not be announced is looked at again: another instance may know it.</summary>
    public TimeSpan Stopped { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>When events wait and none has left the outbox for so long, health tells. More than what it takes to give up a broker that is silent.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);
}
