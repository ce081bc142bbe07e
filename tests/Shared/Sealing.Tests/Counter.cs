using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Sealing.Tests;

/// <summary>A stream that sums up.</summary>
internal static class Counter
{
    public static readonly StreamType<int, Total, Counted> Stream = new(
        "counter",
        new Decider<int, Total, Counted>((amount, _) => new Counted(amount), (total, counted) => new Total(total.Sum + counted.Amount), new Total(0)),
        new EventTypes<Counted>().Map<Counted>("counted"));

    public sealed record Counted(int Amount);

    public sealed record Total(int Sum);
}
