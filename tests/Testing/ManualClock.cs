namespace PrivacyPlatform.Testing;

/// <summary>Time that moves when it is told to; timers are the system's.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private long passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(Interlocked.Read(ref passed));

    public override long GetTimestamp() => Interlocked.Read(ref passed);

    public void Advance(TimeSpan by) => Interlocked.Add(ref passed, by.Ticks);
}
