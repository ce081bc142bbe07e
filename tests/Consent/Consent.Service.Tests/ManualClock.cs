namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>What the service takes for now. Timers run as ever.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Forward only. Tests share the clock, so a test asks for the time rather than expecting one.</summary>
    public DateTimeOffset Advance(TimeSpan by) => new(Interlocked.Add(ref ticks, by.Ticks), TimeSpan.Zero);
}
