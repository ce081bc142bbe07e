namespace PrivacyPlatform.Messaging;

/// <summary>How the consumers are looked after. A service keeps the defaults; tests make them smaller.</summary>
public sealed class ConsumerWatchdogOptions
{
    /// <summary>From one look to the next.</summary>
    public TimeSpan Glance { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Consumers that are down for longer although the broker answers are started again. MassTransit itself waits for up to a minute between its attempts.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A message that was tried again and again for longer goes back to its queue.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(10);
}
