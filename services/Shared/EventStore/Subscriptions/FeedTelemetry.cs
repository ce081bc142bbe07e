using System.Diagnostics.Metrics;

namespace PrivacyPlatform.EventStore;

/// <summary>Measurements name projections, never streams or tenants.</summary>
internal static class FeedTelemetry
{
    private static readonly Meter Meter = new(EventStoreRegistration.Telemetry);

    private static readonly Counter<long> Events =
        Meter.CreateCounter<long>("privacyplatform.feed.sequenced", "{event}", "Committed events that were given their place.");

    private static readonly Counter<long> Projected =
        Meter.CreateCounter<long>("privacyplatform.projection.events", "{event}", "Events that projections have taken in.");

    private static readonly Gauge<long> Lag =
        Meter.CreateGauge<long>("privacyplatform.projection.lag", "{event}", "Events that a projection has not taken in yet.");

    private static readonly Counter<long> Stops =
        Meter.CreateCounter<long>("privacyplatform.projection.stops", "{stop}", "Times that a projection met an event that it cannot take in.");

    public static void Sequenced(int events)
    {
        if (events > 0)
        {
            Events.Add(events);
        }
    }

    public static void Advanced(ProjectionGeneration projection, int events, long lag)
    {
        Projected.Add(events, Tags(projection));
        Lag.Record(lag, Tags(projection));
    }

    public static void Stopped(ProjectionGeneration projection) => Stops.Add(1, Tags(projection));

    private static KeyValuePair<string, object?>[] Tags(ProjectionGeneration projection) =>
        [new("projection", projection.Name), new("state", projection.State.ToString())];
}
