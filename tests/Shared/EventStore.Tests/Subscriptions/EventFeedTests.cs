using Npgsql;

namespace PrivacyPlatform.EventStore.Tests.Subscriptions;

public sealed class EventFeedTests : IAsyncLifetime
{
    private readonly StoreFixture store = new();

    private EventFeed Feed => store.Get<EventFeed>();

    private EventSequencer Sequencer => store.Get<EventSequencer>();

    public ValueTask InitializeAsync() => store.InitializeAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task A_tenant_reads_its_own_events_under_positions_of_its_own()
    {
        await store.Add("a", 1, store.Envelope("globex"), times: 3);
        await store.Add("a", 1, store.Envelope("acme"), times: 2);
        await store.Add("b", 1, store.Envelope("globex"));
        (await Sequencer.Run()).ShouldBe(6);

        var acme = await Feed.Read("acme", 0, 10);
        acme.Events.Select(positioned => (positioned.Position, positioned.Event.Tenant)).ShouldBe([(1, "acme"), (2, "acme")]);
        (acme.Position, acme.End, acme.CaughtUp).ShouldBe((2, 2, true));
        (await Feed.Read("globex", 0, 10)).Events.Select(positioned => positioned.Position).ShouldBe([1, 2, 3, 4]);
        (await Feed.Read("initech", 0, 10)).Events.ShouldBeEmpty();
        (await Feed.ReadAll(0, 10)).Events.Select(positioned => positioned.Position).ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task It_is_read_on_from_any_position_in_pages_of_any_size(int size)
    {
        for (var round = 0; round < 4; round++)
        {
            await store.Add($"s{round}", 1, times: 5);
            await store.Add("other", 1, store.Envelope("globex"), times: 2);
            await Sequencer.Run();
        }

        var whole = await Feed.Read("acme", 0, 1000);
        whole.Events.Count.ShouldBe(20);
        for (var from = 0; from <= 20; from++)
        {
            var read = new List<PositionedEvent>();
            for (var page = await Feed.Read("acme", from, size); page.Events.Count > 0; page = await Feed.Read("acme", page.Position, size))
            {
                read.AddRange(page.Events);
            }

            read.ShouldBe(whole.Events.Skip(from));
        }
    }

    [Fact]
    public async Task A_position_never_changes()
    {
        await store.Add("a", 1, times: 3);
        await Sequencer.Run();
        var before = (await Feed.Read("acme", 0, 10)).Events;
        await store.Add("a", 1, times: 3);
        await Sequencer.Run();

        (await Feed.Read("acme", 0, 3)).Events.ShouldBe(before);
        (await Should.ThrowAsync<PostgresException>(() => AsRelay("UPDATE platform.feed SET position = 9"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<PostgresException>(() => AsRelay("DELETE FROM platform.feed"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task An_event_that_commits_late_gets_a_later_place()
    {
        await using var slow = NpgsqlDataSource.Create(store.Database.Admin);
        await using var connection = await slow.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO events.mt_streams (tenant_id, id, version) VALUES ('acme', 'tally-slow', 1);
            INSERT INTO events.mt_events (id, stream_id, version, data, type, tenant_id) VALUES (gen_random_uuid(), 'tally-slow', 1, '{"amount":1}', 'tally_added', 'acme')
            """,
            connection);
        await insert.ExecuteNonQueryAsync();
        await store.Add("fast", 1);
        await Sequencer.Run();
        var fast = (await Feed.Read("acme", 0, 10)).Events.ShouldHaveSingleItem().Event;
        await transaction.CommitAsync();
        await Sequencer.Run();

        var late = (await Feed.Read("acme", 1, 10)).Events.ShouldHaveSingleItem();
        (late.Position, late.Event.Stream).ShouldBe((2, "tally-slow"));
        late.Event.Sequence.ShouldBeLessThan(fast.Sequence, "else this shows nothing");
    }

    [Fact]
    public async Task What_was_rolled_back_leaves_no_gap()
    {
        await store.Add("a", 1);
        await Should.ThrowAsync<PostgresException>(() => store.Add("b", 131313));
        await store.Add("c", 1);
        await Sequencer.Run();

        var page = await Feed.Read("acme", 0, 10);
        page.Events.Select(positioned => (positioned.Position, positioned.Event.Stream)).ShouldBe([(1, "tally-a"), (2, "tally-c")]);
    }

    [Fact]
    public async Task Sequencers_that_run_at_once_give_each_event_one_place()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < 25; number++)
            {
                await store.Add($"w{writer}", 1);
                await Sequencer.Run();
            }
        })));

        var all = (await Feed.Read("acme", 0, 1000)).Events;
        all.Select(positioned => positioned.Position).ShouldBe(Enumerable.Range(1, 100).Select(position => (long)position));
        all.Select(positioned => positioned.Event.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task A_subscription_goes_on_live_and_gives_a_sign_of_life_when_it_is_quiet()
    {
        await store.StartBackground();
        await store.Add("a", 1);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var pages = Feed.Subscribe("acme", 0, 10, TimeSpan.FromMilliseconds(50), bound.Token).GetAsyncEnumerator(bound.Token);
        await using var _ = pages;

        async Task<FeedPage> Next(bool empty)
        {
            do
            {
                (await pages.MoveNextAsync()).ShouldBeTrue();
            }
            while (pages.Current.Events.Count == 0 != empty);

            return pages.Current;
        }

        (await Next(empty: false)).Events.ShouldHaveSingleItem().Event.Stream.ShouldBe("tally-a");
        (await Next(empty: true)).Position.ShouldBe(1);
        await store.Add("b", 1);
        (await Next(empty: false)).Events.ShouldHaveSingleItem().Event.Stream.ShouldBe("tally-b");
    }

    [Fact]
    public async Task The_end_of_what_is_committed_counts_what_has_no_place_yet()
    {
        await store.Add("a", 1, times: 4);

        (await Feed.EndOfCommitted("acme")).ShouldBe(4);
        (await Feed.EndOfCommitted("globex")).ShouldBe(0);
    }

    [Fact]
    public async Task Removed_events_are_not_passed_over()
    {
        await store.Add("a", 1, times: 3);
        await Sequencer.Run();
        await store.Ask<long>("WITH gone AS (DELETE FROM events.mt_events WHERE version = 2 RETURNING 1) SELECT count(*) FROM gone");

        await Should.ThrowAsync<FeedBrokenException>(() => Feed.Read("acme", 0, 10));
    }

    private async Task AsRelay(string sql)
    {
        await using var relay = NpgsqlDataSource.Create(store.Database.Relay);
        await using var command = relay.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
