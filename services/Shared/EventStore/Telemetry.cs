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

    public static void Appended(PreparedAppend append)
    {
        if (append.Events.Count > 0)
        {
            Appends.Add(1);
            Events.Add(append.Events.Count);
        }
    }

    /// <summary>The W3C context that the stored event continues in the relay and beyond.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;
}
