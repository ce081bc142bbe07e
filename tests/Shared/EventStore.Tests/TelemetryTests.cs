using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.EventStore.Tests.Projections;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class TelemetryTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Appends_events_groups_and_conflicts_are_measured()
    {
        using var measured = new Measurements(EventStoreRegistration.Telemetry);

        await store.Add("counted", 1, times: 3);
        await Should.ThrowAsync<ConcurrencyException>(() =>
            store.Appender.Append([new("tally", "tally-counted", 1, [new("tally_added", 1, """{"amount": 1}""")])], store.Envelope()));

        // At least: the other test classes of this process append too.
        measured.Sum("privacyplatform.eventstore.events").ShouldBeGreaterThanOrEqualTo(3);
        measured.Sum("privacyplatform.eventstore.appends").ShouldBeGreaterThanOrEqualTo(1);
        measured.Sum("privacyplatform.eventstore.append.duration").ShouldBeGreaterThan(0);
        measured.Sum("privacyplatform.eventstore.group.size").ShouldBeGreaterThanOrEqualTo(1);
        measured.Count("privacyplatform.eventstore.queue.wait").ShouldBeGreaterThanOrEqualTo(1);
        measured.Sum("privacyplatform.eventstore.conflicts").ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task Places_in_the_feed_and_what_projections_have_not_taken_in_are_measured()
    {
        await using var own = new StoreFixture();
        await own.InitializeAsync();
        using var measured = new Measurements(EventStoreRegistration.Telemetry);
        await own.StartBackground();
        await own.Add("placed", 1, times: 3);
        await own.Until("(SELECT coalesce(sum(event_count), 0) = 3 FROM platform.feed)");

        var run = ProjectionTrial.Run(own, new TallyCounts(), page: 2);
        while (await run.Step(CancellationToken.None) is not ProjectionRun.Came.ToTheEnd)
        {
        }

        await own.StopBackground();
        measured.Sum("privacyplatform.feed.sequenced").ShouldBeGreaterThanOrEqualTo(3);
        measured.Sum("privacyplatform.projection.events").ShouldBeGreaterThanOrEqualTo(3);
        measured.Sum("privacyplatform.projection.lag").ShouldBeGreaterThanOrEqualTo(1, "after the first page of two, one event was left");
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
