using System.Diagnostics.Metrics;

namespace PrivacyPlatform.Sealing;

/// <summary>Measurements name no tenant.</summary>
internal static class SealingTelemetry
{
    private static readonly Meter Meter = new(EvidenceRegistration.Telemetry);

    private static readonly Counter<long> Events = Meter.CreateCounter<long>("privacyplatform.sealing.events", "{event}", "Events sealed.");

    private static readonly Histogram<double> Delay =
        Meter.CreateHistogram<double>("privacyplatform.sealing.delay", "s", "From the recording of the oldest event of a pass to its signed checkpoint.");

    public static void Passed(int events, TimeSpan oldest)
    {
        Events.Add(events);
        Delay.Record(Math.Max(0, oldest.TotalSeconds));
    }
}
