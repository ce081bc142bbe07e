namespace PrivacyPlatform.Messaging;

/// <summary>The relay's measures. A service keeps the defaults; tests make them smaller.</summary>
public sealed class RelayOptions
{
    /// <summary>Events read, published and confirmed together: at most so many are on their way.</summary>
    public int Window { get; set; } = 500;

    /// <summary>Without any answer from the broker for so long, the connection is given up and everything unconfirmed is published again.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>At shutdown, how long to wait for outstanding confirms.</summary>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to rest, at most, when the outbox is empty; news end it at once.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an instance that does not lead asks again.</summary>
    public TimeSpan Standby { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait before an event that could not be announced is looked at again: another instance may know it.</summary>
    public TimeSpan Stopped { get; set; } = TimeSpan.FromSeconds(30);
}
