namespace PrivacyPlatform.Messaging;

/// <summary>How long to wait before the next attempt: doubles up to a cap, with jitter so that instances do not knock together.</summary>
internal sealed record Backoff(TimeSpan First, TimeSpan Cap)
{
    public static Backoff Standard { get; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));

    /// <param name="attempt">0 before the first repetition.</param>
    public TimeSpan Before(int attempt)
    {
        var doubled = First * Math.Pow(2, Math.Min(attempt, 20));
        var capped = doubled < Cap ? doubled : Cap;
        return capped * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
