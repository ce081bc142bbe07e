using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace PrivacyPlatform.EventStore.Tests.Projections;

/// <summary>What operators see of views and do about them, while a service's own background work runs.</summary>
public sealed class ProjectionOperationsTests : IAsyncLifetime
{
    private readonly StoreFixture store = new();
    private ServiceProvider? services;

    private ProjectionOperations Operations => services!.GetRequiredService<ProjectionOperations>();

    public ValueTask InitializeAsync() => store.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Inline_and_asynchronous_views_are_listed_and_both_are_built_anew()
    {
        await store.Add("a", 2, times: 3);
        await Start();
        await Shows("tally-counts", view => view is { Lag: 0, Head: 3 });
        await Spoil("UPDATE read.tally SET total = 999; UPDATE read.tally_counts_a SET total = 999");

        (await Operations.Rebuild("tally")).ShouldBeNull();
        (await Operations.Rebuild("tally-counts")).ShouldBeNull();

        await Shows("tally", view => view is { RebuiltPercent: null });
        await Shows("tally-counts", view => view is { RebuiltPercent: null });
        (await store.Ask<int>("SELECT total FROM read.tally")).ShouldBe(6);
        (await store.Ask<long>("SELECT total FROM read.tally_counts")).ShouldBe(6);
        (await Operations.List()).Select(view => (view.Name, view.IsInline, view.Version, view.Position, view.Head, view.StoppedReason))
            .ShouldBe([("tally", true, 1, 3, 3, null), ("tally-counts", false, 1, 3, 3, null)]);
    }

    [Fact]
    public async Task An_inline_view_that_is_built_anew_shows_how_far_it_is_and_is_not_begun_twice()
    {
        await store.Add("a", 1);
        await store.Add("b", 1);
        await Start();
        // Somebody holds the second of two streams.
        await using var holder = new NpgsqlConnection(store.Database.Admin);
        await holder.OpenAsync();
        await using var held = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"SELECT 1 FROM events.mt_streams WHERE id = '{Tally.Stream.IdOf("b")}' FOR UPDATE", holder))
        {
            await hold.ExecuteScalarAsync();
        }

        (await Operations.Rebuild("tally")).ShouldBeNull();

        await Shows("tally", view => view is { RebuiltPercent: 50 });
        (await Operations.Rebuild("tally")).ShouldNotBeNull().Code.ShouldBe("projection.rebuilding");
        await held.RollbackAsync();
        await Shows("tally", view => view is { RebuiltPercent: null });
    }

    [Fact]
    public async Task A_rebuild_that_was_cut_short_is_finished_by_whoever_starts_next()
    {
        await store.Add("a", 4);
        await Spoil("DELETE FROM read.tally; INSERT INTO platform.read_model_rebuilds (name, state, written, total) VALUES ('tally', 'building', 0, 1)");

        await Start();

        await Shows("tally", view => view is { RebuiltPercent: null });
        (await store.Ask<int>("SELECT total FROM read.tally")).ShouldBe(4);
    }

    [Fact]
    public async Task A_view_that_stopped_says_why_and_goes_on_after_a_fix()
    {
        await store.Add("a", 1);
        await store.Appender.Append([new("tally", Tally.Stream.IdOf("a"), 1, [new EventData("tally_unheard", 1, "{}")])], store.Envelope());
        await Start();
        (await Operations.Rebuild("tally")).ShouldBeNull();
        const string Why = "The event type 'tally_unheard' in schema version 1 is not mapped.";
        await Shows("tally", view => view is { StoppedReason: Why });
        await Shows("tally-counts", view => view is { StoppedReason: Why, StoppedAt: 2, Position: 1, Lag: 1 });

        // The fix: here the event becomes one that is known.
        await Spoil("UPDATE events.mt_events SET type = 'tally_added', data = '{\"amount\": 5}' WHERE type = 'tally_unheard'");
        (await Operations.Resume("tally")).ShouldBeNull();
        (await Operations.Resume("tally-counts")).ShouldBeNull();

        await Shows("tally", view => view is { StoppedReason: null, RebuiltPercent: null });
        await Shows("tally-counts", view => view is { StoppedReason: null, Lag: 0 });
        (await store.Ask<int>("SELECT total FROM read.tally")).ShouldBe(6);
        (await store.Ask<long>("SELECT total FROM read.tally_counts")).ShouldBe(6);
    }

    [Fact]
    public async Task A_view_that_is_not_there_or_does_not_stand_still_is_refused()
    {
        await Start();
        await Shows("tally-counts", view => view is { Version: 1 });

        (await Operations.Rebuild("nothing")).ShouldNotBeNull().Code.ShouldBe("projection.unknown");
        (await Operations.Resume("nothing")).ShouldNotBeNull().Code.ShouldBe("projection.unknown");
        (await Operations.Resume("tally")).ShouldNotBeNull().Code.ShouldBe("projection.not_stopped");
        (await Operations.Resume("tally-counts")).ShouldNotBeNull().Code.ShouldBe("projection.not_stopped");
    }

    private async Task Start()
    {
        services = new ServiceCollection()
            .AddLogging()
            .AddEventStore(options => (options.Store, options.StoreRelay) = (store.Database.Service, store.Database.Relay))
            .AddReadModels(ReadModel.Of(Tally.Stream))
            .AddProjection<TallyCounts>()
            .AddSingleton(TimeProvider.System)
            .Configure<ProjectionOptions>(options => options.Idle = TimeSpan.FromMilliseconds(100))
            .BuildServiceProvider();
        foreach (var background in services.GetServices<IHostedService>())
        {
            await background.StartAsync(CancellationToken.None);
        }
    }

    private async Task Stop()
    {
        if (services is not null)
        {
            foreach (var background in services.GetServices<IHostedService>())
            {
                await background.StopAsync(CancellationToken.None);
            }

            await services.DisposeAsync();
        }
    }

    private async Task Shows(string name, Func<ProjectionStatus, bool> expected)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!(await Operations.List()).Any(view => view.Name == name && expected(view)))
        {
            await interval.WaitForNextTickAsync(bound.Token);
        }
    }

    private async Task Spoil(string sql)
    {
        await using var admin = NpgsqlDataSource.Create(store.Database.Admin);
        await using var command = admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
