using Npgsql;

namespace PrivacyPlatform.EventStore.Tests.Projections;

public sealed class ProjectionTests : IAsyncLifetime
{
    private readonly StoreFixture store = new();

    private ProjectionProgress Progress => new(store.Get<NpgsqlDataSource>(), store.Get<EventFeed>());

    public ValueTask InitializeAsync() => store.InitializeAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task An_unknown_event_stops_it_where_it_is_and_code_that_knows_it_goes_on()
    {
        await store.Add("a", 3, times: 4);
        await Append("a", 4, "tally_closed", 2, """{"reason":"done"}""");
        await Append("a", 5, "tally_added", 1, """{"amount":5}""");
        await store.Get<EventSequencer>().Run();
        var old = new EventTypes<Tally.Event>().Map<Tally.Added>("tally_added");

        (await ProjectionTrial.ToTheEnd(ProjectionTrial.Run(store, new TallyCounts(old)))).ShouldBe(ProjectionRun.Came.ToAStop);

        var stopped = (await Progress.Read()).ShouldHaveSingleItem();
        (stopped.Generation.Position, stopped.Generation.StoppedAt, stopped.Behind).ShouldBe((4, 5, 2));
        stopped.Generation.StoppedReason.ShouldBe("The event type 'tally_closed' in schema version 2 is not mapped.");
        (await Total("a")).ShouldBe(12);

        (await ProjectionTrial.ToTheEnd(ProjectionTrial.Run(store, new TallyCounts()))).ShouldBe(ProjectionRun.Came.ToTheEnd);

        var moving = (await Progress.Read()).ShouldHaveSingleItem();
        (moving.Generation.Position, moving.Generation.StoppedAt, moving.Generation.StoppedReason).ShouldBe((6, null, null));
        (await Total("a")).ShouldBe(17);
    }

    [Fact]
    public async Task A_kind_of_stream_that_it_says_nothing_of_stops_it()
    {
        await store.Appender.Append([new("other", "other-1", 0, [new EventData("tally_added", 1, """{"amount":1}""")])], store.Envelope());
        await store.Get<EventSequencer>().Run();

        (await ProjectionTrial.ToTheEnd(ProjectionTrial.Run(store, new TallyCounts()))).ShouldBe(ProjectionRun.Came.ToAStop);

        (await Progress.Read()).ShouldHaveSingleItem().Generation.StoppedReason.ShouldBe("The projection 'tally-counts' says nothing of streams like 'other'.");
    }

    [Fact]
    public async Task What_the_database_refuses_stops_it_and_is_told_without_data()
    {
        await store.Add("a", 131312);
        await store.Add("b", 1);
        await Append("a", 1, "tally_added", 1, """{"amount":1}""");
        await store.Get<EventSequencer>().Run();

        (await ProjectionTrial.ToTheEnd(ProjectionTrial.Run(store, new TallyCounts()))).ShouldBe(ProjectionRun.Came.ToAStop);

        var stopped = (await Progress.Read()).ShouldHaveSingleItem().Generation;
        stopped.Position.ShouldBe(2);
        stopped.StoppedReason.ShouldStartWith("The database refuses what it writes: 23514");
        stopped.StoppedReason.ShouldNotContain("131313");
    }

    [Fact]
    public async Task It_is_built_anew_beside_the_live_one_and_takes_its_place_when_it_has_caught_up()
    {
        await store.Add("a", 1, times: 10);
        await store.Get<EventSequencer>().Run();
        var run = ProjectionTrial.Run(store, new TallyCounts(), page: 3);
        await ProjectionTrial.ToTheEnd(run);
        await Spoil("UPDATE read.tally_counts_a SET total = 999");

        await Progress.Rebuild("tally-counts");
        (await Total("a")).ShouldBe(999, "the live one is read while the new one is built");
        await run.Step(CancellationToken.None);
        await store.Add("a", 1);
        await store.Get<EventSequencer>().Run();
        await run.Step(CancellationToken.None);
        (await Total("a")).ShouldBe(1000, "and is kept meanwhile");
        (await Progress.Read()).Select(one => (one.Generation.State, one.Generation.Position)).ShouldBe([(ProjectionState.Live, 11), (ProjectionState.Building, 6)]);

        await ProjectionTrial.ToTheEnd(run);

        (await Total("a")).ShouldBe(11);
        var only = (await Progress.Read()).ShouldHaveSingleItem().Generation;
        (only.Generation, only.Slot, only.State).ShouldBe((2, "b", ProjectionState.Live));
    }

    [Fact]
    public async Task A_higher_version_builds_its_own_while_the_old_code_keeps_what_is_live()
    {
        await store.Add("a", 1, times: 5);
        await store.Get<EventSequencer>().Run();
        var old = ProjectionTrial.Run(store, new TallyCounts(), page: 2);
        await ProjectionTrial.ToTheEnd(old);
        var next = ProjectionTrial.Run(store, new TallyCounts(version: 2), page: 2);

        await next.Step(CancellationToken.None);
        await next.Step(CancellationToken.None);
        await store.Add("a", 1);
        await store.Get<EventSequencer>().Run();
        await ProjectionTrial.ToTheEnd(old);
        (await Total("a")).ShouldBe(6);

        await ProjectionTrial.ToTheEnd(next);
        (await Progress.Read()).ShouldHaveSingleItem().Generation.CodeVersion.ShouldBe(2);
        (await ProjectionTrial.ToTheEnd(old)).ShouldBe(ProjectionRun.Came.ToTheEnd, "its work is done");
        (await Total("a")).ShouldBe(6);
    }

    [Fact]
    public async Task Two_that_move_it_at_once_take_in_each_event_once()
    {
        await store.Add("a", 1, times: 200);
        await store.Get<EventSequencer>().Run();
        await ProjectionTrial.Run(store, new TallyCounts()).Step(CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var run = ProjectionTrial.Run(store, new TallyCounts(), page: 3);
            for (var came = ProjectionRun.Came.Forward; came is ProjectionRun.Came.Forward;)
            {
                try
                {
                    came = await run.Step(CancellationToken.None);
                }
                catch (ProjectionMovedException)
                {
                    // the other was first: look again
                }
            }
        })));

        (await Total("a")).ShouldBe(200);
    }

    [Fact]
    public async Task The_slot_that_is_live_cannot_be_emptied()
    {
        await ProjectionTrial.ToTheEnd(ProjectionTrial.Run(store, new TallyCounts()));

        await Should.ThrowAsync<PostgresException>(() => store.Ask<object>("SELECT platform.clear_projection('tally-counts', 'a')::text"));
        await using var command = store.Get<NpgsqlDataSource>().CreateCommand("TRUNCATE read.tally_counts_b");
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_view_shows_a_tenant_its_own_rows()
    {
        await store.Add("a", 1, store.Envelope("acme"));
        await store.Add("a", 2, store.Envelope("globex"));
        await store.Get<EventSequencer>().Run();
        await ProjectionTrial.ToTheEnd(ProjectionTrial.Run(store, new TallyCounts()));

        (await Total("a", "acme")).ShouldBe(1);
        (await Total("a", "globex")).ShouldBe(2);
    }

    [Fact]
    public async Task An_inline_read_model_is_written_anew_stream_by_stream()
    {
        await store.Add("a", 2, store.Envelope("acme"), times: 3);
        await store.Add("b", 1, store.Envelope("globex"));
        const string Rows = "SELECT string_agg(t::text, ',' ORDER BY tenant_id, key) FROM read.tally t";
        var written = await store.Ask<string>(Rows);
        await Spoil("DELETE FROM read.tally");

        (await new InlineRebuild(store.Get<NpgsqlDataSource>(), NpgsqlDataSource.Create(store.Database.Relay)).Run(Tally.Stream)).ShouldBe(2);

        (await store.Ask<string>(Rows)).ShouldBe(written);
    }

    private async Task<long> Total(string key, string tenant = "acme") => (await store.Get<ReadModelReader>().Query(
        tenant, "SELECT total FROM read.tally_counts WHERE key = $1", row => row.GetInt64(0), [Tally.Stream.IdOf(key)])).ShouldHaveSingleItem();

    private Task Append(string key, long expected, string type, int schemaVersion, string json) =>
        store.Appender.Append([new("tally", Tally.Stream.IdOf(key), expected, [new EventData(type, schemaVersion, json)])], store.Envelope());

    private async Task Spoil(string sql)
    {
        await using var admin = NpgsqlDataSource.Create(store.Database.Admin);
        await using var command = admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
