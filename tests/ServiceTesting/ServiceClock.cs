namespace PrivacyPlatform.Testing.Services;

/// <summary>What a service takes for now. Timers and spans run as ever.</summary>
public sealed class ServiceClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Forward only. Tests share the clock, so a test asks for the time rather than expecting one.</summary>
    public DateTimeOffset Advance(TimeSpan by) => new(Interlocked.Add(ref ticks, by.Ticks), TimeSpan.Zero);
}
