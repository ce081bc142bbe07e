using Npgsql;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.EventStore.Tests.Projections;

/// <summary>The same events give the same view, whichever way they come to it.</summary>
public sealed class EqualStateTests : IAsyncLifetime
{
    private readonly StoreFixture store = new();

    public ValueTask InitializeAsync() => store.InitializeAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Live_rebuilt_at_two_batch_sizes_after_a_restart_midway_and_from_a_restored_dump_are_equal()
    {
        var live = await Live();
        live.ShouldNotBe(await Empty());

        (await Rebuilt(batch: 1)).ShouldBe(live);
        (await Rebuilt(batch: 64)).ShouldBe(live);
        (await RebuiltWithARestartMidway()).ShouldBe(live);
        (await RebuiltFromARestoredDump()).ShouldBe(live);
    }

    [Fact]
    public async Task One_event_too_many_would_be_seen()
    {
        var live = await Live();
        await store.Add("s0", 0, times: 1);
        await store.Add("s0", 7);
        await store.Get<EventSequencer>().Run();

        (await Rebuilt(batch: 64)).ShouldNotBe(live);
    }

    /// <summary>Taken in while it is appended, by several tenants and to several streams in turn.</summary>
    private async Task<string> Live()
    {
        var run = ProjectionTrial.Run(store, new TallyCounts());
        for (var number = 0; number < 120; number++)
        {
            await store.Add($"s{number % 9}", number + 1, store.Envelope(number % 4 == 0 ? "globex" : "acme"), times: 1 + (number % 3));
            await store.Get<EventSequencer>().Run();
            await run.Step(CancellationToken.None);
        }

        await ProjectionTrial.ToTheEnd(run);
        return await store.Ask<string>(ProjectionTrial.Hash);
    }

    private async Task<string> Rebuilt(int batch)
    {
        await Begin(store.Get<NpgsqlDataSource>());
        await ProjectionTrial.ToTheEnd(ProjectionTrial.Run(store, new TallyCounts(), batch));
        (await store.Ask<long>("SELECT count(*) FROM platform.projections WHERE state = 'building'")).ShouldBe(0);
        return await store.Ask<string>(ProjectionTrial.Hash);
    }

    private async Task<string> RebuiltWithARestartMidway()
    {
        await Begin(store.Get<NpgsqlDataSource>());
        var first = ProjectionTrial.Run(store, new TallyCounts(), page: 50);
        await first.Step(CancellationToken.None);
        await first.Step(CancellationToken.None);
        (await store.Ask<long>("SELECT position FROM platform.projections WHERE state = 'building'")).ShouldBe(100);

        await ProjectionTrial.ToTheEnd(ProjectionTrial.Run(store, new TallyCounts(), page: 30));
        return await store.Ask<string>(ProjectionTrial.Hash);
    }

    private async Task<string> RebuiltFromARestoredDump()
    {
        await using var copy = await TestDatabase.Create();
        await PostgresTool.Restore(copy.Admin, await PostgresTool.Dump(store.Database.Admin, "--format=custom"));
        // The roles are the server's, and what they may do has come with the dump.
        await using var service = NpgsqlDataSource.Create(At(store.Database.Service));
        await using var relay = NpgsqlDataSource.Create(At(store.Database.Relay));
        await using var admin = NpgsqlDataSource.Create(copy.Admin);
        await using (var restored = admin.CreateCommand(ProjectionTrial.Hash))
        {
            (await restored.ExecuteScalarAsync()).ShouldBe(await store.Ask<string>(ProjectionTrial.Hash), "as restored");
        }

        await Begin(service);
        var sequencer = new EventSequencer(relay);
        await using var news = new StoreNews(relay);
        var run = new ProjectionRun(
            new TallyCounts(), new ProjectionTable(service), new EventFeed(service, relay, sequencer, news), new ProjectionOptions { RebuildPage = 40 }, TimeProvider.System);
        await ProjectionTrial.ToTheEnd(run);
        await using var rebuilt = admin.CreateCommand(ProjectionTrial.Hash);
        return (string)(await rebuilt.ExecuteScalarAsync())!;

        string At(string role) => new NpgsqlConnectionStringBuilder(role) { Database = new NpgsqlConnectionStringBuilder(copy.Admin).Database }.ConnectionString;
    }

    private static async Task Begin(NpgsqlDataSource service) => await new ProjectionTable(service).Begin("tally-counts", 1, CancellationToken.None);

    private Task<string> Empty() => store.Ask<string>("SELECT encode(sha256(''), 'hex')");
}
