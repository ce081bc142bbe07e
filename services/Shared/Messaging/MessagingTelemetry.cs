using System.Diagnostics;
using System.Diagnostics.Metrics;
using Google.Protobuf.Reflection;
using RabbitMQ.Client;

namespace PrivacyPlatform.Messaging;

/// <summary>Traces and measures of the bus. Names of queues and message types only: nothing of a message's content.</summary>
public sealed class MessagingTelemetry : IDisposable
{
    /// <summary>Name of the ActivitySource and of the Meter.</summary>
    public const string Name = "PrivacyPlatform.Messaging";

    private static readonly ActivitySource Source = new(Name);

    private readonly Meter meter = new(Name);
    private readonly TimeProvider clock;
    private readonly Counter<long> published;
    private readonly Counter<long> confirmed;
    private readonly Counter<long> returned;
    private readonly Counter<long> relayErrors;
    private readonly Counter<long> consumed;
    private readonly Counter<long> rejected;
    private readonly Counter<long> retried;

    public MessagingTelemetry(TimeProvider clock)
    {
        this.clock = clock;
        published = meter.CreateCounter<long>("privacyplatform.relay.published", "{message}", "Announcements given to the broker, repetitions included.");
        confirmed = meter.CreateCounter<long>("privacyplatform.relay.confirmed", "{message}", "Announcements that the broker has taken for good.");
        returned = meter.CreateCounter<long>("privacyplatform.relay.returned", "{message}", "Announcements that no queue was bound for.");
        relayErrors = meter.CreateCounter<long>("privacyplatform.relay.errors", "{error}", "Times that the relay had to begin again.");
        consumed = meter.CreateCounter<long>("privacyplatform.consumer.consumed", "{message}", "Messages that were decided.");
        rejected = meter.CreateCounter<long>("privacyplatform.consumer.rejected", "{message}", "Messages that went to the error queue.");
        retried = meter.CreateCounter<long>("privacyplatform.consumer.retried", "{attempt}", "Attempts that failed because something was away.");
        meter.CreateObservableGauge("privacyplatform.relay.lag", Lag, "s", "Age of the oldest event that waits to be announced.");
    }

    public void Dispose() => meter.Dispose();

    /// <summary>Says when the oldest event was recorded that waits to be announced; null when none waits.</summary>
    internal Func<DateTimeOffset?> OldestPending { get; set; } = () => null;

    internal static Activity? StartPublishing(Announcement announcement)
    {
        _ = ActivityContext.TryParse(announcement.Event.TraceParent, traceState: null, out var parent);
        return Source.StartActivity($"publish {announcement.Exchange}", ActivityKind.Producer, parent)
            ?.SetTag("messaging.system", "rabbitmq").SetTag("messaging.destination.name", announcement.Exchange);
    }

    internal static Activity? StartConsuming(MessageDescriptor message, IReadOnlyBasicProperties properties)
    {
        _ = ActivityContext.TryParse(WireHeaders.Text(properties, WireHeaders.TraceParent), traceState: null, isRemote: true, out var parent);
        return Source.StartActivity($"consume {message.FullName}", ActivityKind.Consumer, parent)
            ?.SetTag("messaging.system", "rabbitmq").SetTag("messaging.destination.name", message.FullName);
    }

    internal void Published() => published.Add(1);

    internal void Confirmed(int messages) => confirmed.Add(messages);

    internal void Returned(string exchange) => returned.Add(1, new KeyValuePair<string, object?>("exchange", exchange));

    internal void RelayFailed(Exception failure) => relayErrors.Add(1, new KeyValuePair<string, object?>("error.type", failure.GetType().Name));

    internal void Consumed(string queue) => consumed.Add(1, new KeyValuePair<string, object?>("queue", queue));

    internal void Rejected(string queue, string code) => rejected.Add(1, new("queue", queue), new("code", code));

    internal void Retried(string queue) => retried.Add(1, new KeyValuePair<string, object?>("queue", queue));

    private double Lag() => OldestPending() is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0;
}
