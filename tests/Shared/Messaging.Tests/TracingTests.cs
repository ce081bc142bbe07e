using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging.Tests;

public sealed class TracingTests(TrialFixture trial) : IClassFixture<TrialFixture>
{
    [Fact]
    public async Task A_trace_that_a_producer_began_goes_on_in_the_consumer()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MessagingTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        string? seen = null;
        trial.Service.Decisions.Decide = (_, _) =>
        {
            seen = Activity.Current?.ParentId;
            return new Outcome.AlreadySo(1);
        };
        var properties = ForeignProducer.Properties();
        properties.Headers!["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        await trial.Producer.Publish("""{"subjectId":"s-1"}""", properties);

        await trial.Service.Decisions.Next();
        seen.ShouldBe("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    [Fact]
    public void An_announcement_carries_the_trace_of_the_append()
    {
        var recorded = new RecordedEvent(
            1, Guid.Parse("0199aaaa-0000-7000-8000-000000000001"), "acme", "trial-1", 1, "trial_recorded", 1, "{}", DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch, "tester", null, null, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var announcement = new Announcement(recorded, new Trial.SampleRecorded());

        using var publishing = MessagingTelemetry.StartPublishing(announcement);

        WireHeaders.Text(announcement.Properties("trial", publishing), "traceparent").ShouldNotBeNull().ShouldStartWith("00-0af7651916cd43dd8448eb211c80319c-");
    }

    [Fact]
    public async Task A_service_whose_consumers_are_connected_says_that_it_is_healthy()
    {
        var report = await trial.Service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"));

        report.Entries.Keys.ShouldContain("broker");
        report.Status.ShouldBe(HealthStatus.Healthy);
    }
}
