using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>A relay that gets nowhere begins again by itself where that can help, and says so where it cannot.</summary>
public sealed class RelayWatchdogTests(RelayFixture trial) : IClassFixture<RelayFixture>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await trial.StopServices();

    [Theory]
    [InlineData(TcpFault.AnswersNoMore)]
    [InlineData(TcpFault.TakesNoMore)]
    public async Task A_broker_that_falls_silent_is_given_up_and_everything_announced_over_a_new_connection(TcpFault fault)
    {
        using var measured = new Measurements(MessagingTelemetry.Name);
        await using var cut = new TcpCut(trial.Broker.Administrator, afterBytes: 20_000, fault);
        await trial.Append($"silent-{fault}", events: 300);

        await trial.StartService(cut.Uri, configure: options => options.ConfirmTimeout = TimeSpan.FromSeconds(1));

        await trial.OutboxIsEmpty();
        cut.Cuts.ShouldBe(1);
        measured.Tags("privacyplatform.relay.errors").ShouldContain(nameof(TimeoutException));
    }

    [Fact]
    public async Task The_lag_is_the_age_of_the_oldest_event_that_waits_also_while_the_broker_is_away()
    {
        using var measured = new Measurements(MessagingTelemetry.Name);
        await using var cut = new TcpCut(trial.Broker.Administrator, afterBytes: 0);
        await trial.Append("lag-1");

        await trial.StartService(cut.Uri);

        // The fixture's events were recorded in March 2026.
        await trial.Until(() => measured.Observe("privacyplatform.relay.lag") > 0);
        await trial.OutboxIsEmpty();
        await trial.Until(() => measured.Observe("privacyplatform.relay.lag") == 0);
        measured.Sum("privacyplatform.relay.published").ShouldBeGreaterThan(0);
        measured.Sum("privacyplatform.relay.confirmed").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Health_tells_of_events_that_wait_and_of_none_that_leaves()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        await using var store = new ServiceCollection().AddEventStore(trial.Store).BuildServiceProvider();
        var health = new OutboxMoves(store.GetRequiredService<Outbox>(), Options.Create(new RelayOptions()), clock);
        (await Status(health)).ShouldBe(HealthStatus.Healthy);
        clock.Advance(TimeSpan.FromHours(1));
        await trial.Append("stall-1");
        await trial.Append("stall-2");
        (await Status(health)).ShouldBe(HealthStatus.Healthy, "they have only come");

        clock.Advance(TimeSpan.FromMinutes(2));
        (await Status(health)).ShouldBe(HealthStatus.Degraded);

        await store.GetRequiredService<Outbox>().Confirm([(await store.GetRequiredService<Outbox>().Oldest())!.Value.Sequence], CancellationToken.None);
        (await Status(health)).ShouldBe(HealthStatus.Healthy, "one is behind, but it moves");
        await trial.StartService();
        await trial.OutboxIsEmpty();
        clock.Advance(TimeSpan.FromHours(1));
        (await Status(health)).ShouldBe(HealthStatus.Healthy, "nothing to do");
    }

    private static async Task<HealthStatus> Status(OutboxMoves check) => (await check.CheckHealthAsync(new HealthCheckContext())).Status;
}
