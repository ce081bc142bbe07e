using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class TelemetryTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Events_and_conflicts_are_counted()
    {
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == EventStoreRegistration.Telemetry)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counted.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();

        await store.Add("counted", 1, times: 3);
        await Should.ThrowAsync<ConcurrencyException>(() =>
            store.Appender.Append([new("tally", "tally-counted", 1, [new("tally_added", 1, """{"amount": 1}""")])], store.Envelope()));

        // At least: the other test classes of this process append too.
        counted["privacyplatform.eventstore.events"].ShouldBeGreaterThanOrEqualTo(3);
        counted["privacyplatform.eventstore.appends"].ShouldBeGreaterThanOrEqualTo(1);
        counted["privacyplatform.eventstore.conflicts"].ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task An_append_is_a_span_of_the_callers_trace_and_the_event_continues_it()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EventStoreRegistration.Telemetry,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        await store.Add("traced", 1);

        var traceParent = (await store.History("traced")).ShouldHaveSingleItem().TraceParent.ShouldNotBeNull();
        traceParent.ShouldStartWith($"00-{request.TraceId}-");
        traceParent.ShouldNotBe(request.Id);
    }

    [Fact]
    public void A_missing_connection_string_is_named() =>
        Should.Throw<InvalidOperationException>(() => new ServiceCollection().AddEventStore(new ConfigurationBuilder().Build()))
            .Message.ShouldBe("The configuration has no ConnectionStrings:store.");
}
