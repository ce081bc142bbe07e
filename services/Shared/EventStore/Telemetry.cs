using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PrivacyPlatform.EventStore;

/// <summary>Neither spans nor measurements name a stream or a tenant: a stream's id can carry a subject's.</summary>
internal static class Telemetry
{
    public static readonly ActivitySource Source = new(EventStoreRegistration.Telemetry);

    private static readonly Meter Meter = new(EventStoreRegistration.Telemetry);

    public static readonly Counter<long> Conflicts =
        Meter.CreateCounter<long>("privacyplatform.eventstore.conflicts", "{conflict}", "Appends that met a concurrent one and were decided again or given up.");

    private static readonly Counter<long> Appends =
        Meter.CreateCounter<long>("privacyplatform.eventstore.appends", "{append}", "Committed transactions that stored events.");

    private static readonly Counter<long> Events =
        Meter.CreateCounter<long>("privacyplatform.eventstore.events", "{event}", "Events stored.");

    public static readonly Counter<long> Overloaded =
        Meter.CreateCounter<long>("privacyplatform.eventstore.overloaded", "{command}", "Commands that were refused because too many waited, or that waited too long.");

    public static readonly Histogram<int> GroupSize =
        Meter.CreateHistogram<int>("privacyplatform.eventstore.group.size", "{command}", "Commands that began together.");

    public static readonly Histogram<double> QueueWait =
        Meter.CreateHistogram<double>("privacyplatform.eventstore.queue.wait", "s", "From a command's arrival to its turn.");

    private static readonly Histogram<double> AppendDuration =
        Meter.CreateHistogram<double>("privacyplatform.eventstore.append.duration", "s", "The round trip that commits a group.");

    /// <summary>For <see cref="Appended"/>.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    public static void Appended(IReadOnlyList<PreparedAppend> appends, long began)
    {
        AppendDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        var events = appends.Sum(append => append.Events.Count);
        if (events > 0)
        {
            Appends.Add(1);
            Events.Add(events);
        }
    }

    public static void Imported(int events)
    {
        Appends.Add(1);
        Events.Add(events);
    }

    /// <summary>The W3C context that the stored event continues in the relay and beyond.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;
}
