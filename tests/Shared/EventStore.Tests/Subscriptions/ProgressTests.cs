using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PrivacyPlatform.EventStore.Tests.Projections;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.EventStore.Tests.Subscriptions;

public sealed class ProgressTests : IAsyncLifetime
{
    private readonly StoreFixture store = new();
    private readonly ManualClock clock = new(DateTimeOffset.UnixEpoch);

    public ValueTask InitializeAsync() => store.InitializeAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public void Standing_still_is_told_from_having_nothing_to_do_and_from_being_far_behind()
    {
        var watch = new ProgressWatch(clock, TimeSpan.FromSeconds(30));

        watch.StandsStill("x", 5, newer: false).ShouldBeFalse();
        clock.Advance(TimeSpan.FromHours(1));
        watch.StandsStill("x", 5, newer: false).ShouldBeFalse("nothing to do");
        watch.StandsStill("x", 5, newer: true).ShouldBeFalse("it has not had the time yet");
        clock.Advance(TimeSpan.FromSeconds(31));
        watch.StandsStill("x", 6, newer: true).ShouldBeFalse("behind, but it moves");
        clock.Advance(TimeSpan.FromSeconds(31));
        watch.StandsStill("x", 6, newer: true).ShouldBeTrue();
        watch.StandsStill("x", 7, newer: true).ShouldBeFalse();
    }

    [Fact]
    public async Task Health_tells_of_events_that_get_no_place()
    {
        var health = new SequencerMoves(store.Get<EventSequencer>(), clock);
        await store.Add("a", 1);
        (await Status(health)).ShouldBe(HealthStatus.Healthy);
        clock.Advance(TimeSpan.FromMinutes(1));
        (await Status(health)).ShouldBe(HealthStatus.Degraded);

        await store.Get<EventSequencer>().Run();
        (await Status(health)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Health_tells_of_a_projection_that_stands_still_although_there_is_something_newer()
    {
        var progress = new ProjectionProgress(store.Get<Npgsql.NpgsqlDataSource>(), store.Get<EventFeed>());
        var health = new ProjectionsMove(progress, Options.Create(new ProjectionOptions()), clock);
        var run = ProjectionTrial.Run(store, new TallyCounts());
        await ProjectionTrial.ToTheEnd(run);
        clock.Advance(TimeSpan.FromHours(1));
        (await Status(health)).ShouldBe(HealthStatus.Healthy);

        await store.Add("a", 1, times: 3);
        await store.Get<EventSequencer>().Run();
        (await Status(health)).ShouldBe(HealthStatus.Healthy);
        clock.Advance(TimeSpan.FromMinutes(1));
        (await Status(health)).ShouldBe(HealthStatus.Degraded);
        (await progress.Read()).ShouldHaveSingleItem().Behind.ShouldBe(3);

        await ProjectionTrial.ToTheEnd(run);
        (await Status(health)).ShouldBe(HealthStatus.Healthy);
        (await progress.Read()).ShouldHaveSingleItem().Behind.ShouldBe(0);
    }

    private static async Task<HealthStatus> Status(IHealthCheck check) => (await check.CheckHealthAsync(new HealthCheckContext())).Status;
}
