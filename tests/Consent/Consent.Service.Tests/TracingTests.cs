using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using PrivacyPlatform.Testing.RabbitMq;

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>One trace from the caller through the call, the store and the relay to whoever receives the announcement.</summary>
public sealed class TracingTests(ConsentApp app)
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task A_callers_trace_runs_through_the_call_the_store_and_the_relay_into_the_announcement()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            // What the service exports. RabbitMQ.Client's own source, if anybody listened, would put its span into the message instead.
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" || source.Name.StartsWith("PrivacyPlatform.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId.ToString() == Trace)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var tenant = await app.Tenant();
        await using var announced = await Deliveries.OfExchange(app.Broker, V1.ConsentDenied.Descriptor.FullName);
        var headers = tenant.As("emitter");
        headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");

        await app.Client.DenyAsync(new() { SubjectId = "s-traced", PurposeId = "newsletter", Evidence = Requests.Evidence() }, headers);

        string? carried;
        do
        {
            var delivery = await announced.Next();
            carried = Encoding.UTF8.GetString((byte[])delivery.BasicProperties.Headers!["traceparent"]!);
        }
        while (!carried.Contains(Trace, StringComparison.Ordinal));

        var sources = spans.Select(span => span.Source.Name).ToHashSet(StringComparer.Ordinal);
        sources.ShouldContain("Microsoft.AspNetCore");
        sources.ShouldContain("PrivacyPlatform.EventStore");
        sources.ShouldContain("PrivacyPlatform.Messaging");
        spans.Where(span => span.Source.Name == "PrivacyPlatform.Messaging").ShouldContain(span => span.Kind == ActivityKind.Producer && carried.Contains(span.SpanId.ToString(), StringComparison.Ordinal));
    }
}
