using Npgsql;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly StoreFixture store = new();

    public ValueTask InitializeAsync() => store.InitializeAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task An_event_stays_pending_until_it_is_confirmed()
    {
        await store.Add("a", 1, store.Envelope("acme"), times: 2);
        await store.Add("a", 1, store.Envelope("globex"));

        var pending = await Pending();
        pending.Select(recorded => $"{recorded.Tenant} {recorded.Version}").ShouldBe(["acme 1", "acme 2", "globex 1"]);
        (await Pending()).ShouldBe(pending);

        await store.Outbox.Confirm([pending[0].Sequence, pending[2].Sequence], CancellationToken.None);
        (await Pending()).ShouldBe([pending[1]]);
    }

    [Fact]
    public async Task A_look_passes_over_what_is_in_flight()
    {
        await store.Add("a", 1, times: 5);
        var all = await Pending();

        var first = await store.Outbox.ReadPending(2, []).ToListAsync();
        var rest = await store.Outbox.ReadPending(10, [all[1].Sequence, all[3].Sequence]).ToListAsync();

        first.ShouldBe(all.Take(2));
        rest.ShouldBe([all[0], all[2], all[4]]);
    }

    [Fact]
    public async Task What_commits_during_a_look_is_left_to_the_next_so_that_no_stream_is_seen_out_of_order()
    {
        await Hold("tally-late");
        await using var gate = new NpgsqlConnection(store.Database.Admin + ";Pooling=false");
        await gate.OpenAsync();
        await Execute(gate, "SELECT pg_advisory_lock(4711)");
        var late = Task.Run(() => store.Add("late", 1));
        await store.Until("EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted)");
        await store.Add("early", 1, times: 3);

        await using var look = store.Outbox.ReadPending(100, []).GetAsyncEnumerator();
        (await look.MoveNextAsync()).ShouldBeTrue();
        await Execute(gate, "SELECT pg_advisory_unlock(4711)");
        await late;
        await store.Add("late", 1); // its sequence is above all that the look has read, the one before it is below
        var seen = new List<RecordedEvent> { look.Current };
        while (await look.MoveNextAsync())
        {
            seen.Add(look.Current);
        }

        seen.Select(recorded => recorded.Stream).ShouldBe(["tally-early", "tally-early", "tally-early"]);
        var next = await store.Outbox.ReadPending(100, [.. seen.Select(recorded => recorded.Sequence)]).ToListAsync();
        next.Select(recorded => (recorded.Stream, recorded.Version)).ShouldBe([("tally-late", 1), ("tally-late", 2)]);
        next[0].Sequence.ShouldBeLessThan(seen[0].Sequence, "else this shows nothing");
    }

    [Fact]
    public async Task The_oldest_pending_event_is_known_with_its_time()
    {
        (await store.Outbox.Oldest()).ShouldBeNull();
        await store.Add("a", 1, times: 2);

        var oldest = (await Pending())[0];
        (await store.Outbox.Oldest()).ShouldBe((oldest.Sequence, oldest.RecordedAt));
    }

    [Fact]
    public async Task Nothing_is_skipped_when_a_lower_sequence_commits_after_a_higher_one()
    {
        await Hold("tally-slow");
        await using var gate = new NpgsqlConnection(store.Database.Admin + ";Pooling=false");
        await gate.OpenAsync();
        await Execute(gate, "SELECT pg_advisory_lock(4711)");

        var slow = Task.Run(() => store.Add("slow", 1, times: 2));
        await store.Until("EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted)");
        await store.Add("fast", 1);
        var fast = (await Pending()).ShouldHaveSingleItem();
        await store.Outbox.Confirm([fast.Sequence], CancellationToken.None);
        await Execute(gate, "SELECT pg_advisory_unlock(4711)");
        await slow;

        var late = await Pending();
        late.Select(recorded => recorded.Stream).ShouldBe(["tally-slow", "tally-slow"]);
        late[0].Sequence.ShouldBeLessThan(fast.Sequence, "else this shows nothing: 'greater than the last seen' would have found it too");
        late.Select(recorded => recorded.Version).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task News_end_the_wait()
    {
        await store.Outbox.WaitForNews(Long, CancellationToken.None);
        var waiting = store.Outbox.WaitForNews(Long, CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();

        await store.Add("a", 1);

        await waiting.WaitAsync(Bound);
    }

    [Fact]
    public async Task News_that_came_before_the_wait_end_it_at_once()
    {
        await store.Outbox.WaitForNews(Long, CancellationToken.None);
        await store.Add("a", 1); // one append is told once; of several the second may be told later

        await store.Outbox.WaitForNews(Long, CancellationToken.None).WaitAsync(Bound);

        store.Outbox.WaitForNews(Long, CancellationToken.None).IsCompleted.ShouldBeFalse("they were taken in");
    }

    [Fact]
    public async Task The_wait_is_bounded_and_survives_the_death_of_its_connection()
    {
        await store.Outbox.WaitForNews(Long, CancellationToken.None);
        await store.Outbox.WaitForNews(TimeSpan.FromMilliseconds(1), CancellationToken.None);

        var waiting = store.Outbox.WaitForNews(Long, CancellationToken.None);
        await store.Ask<long>("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE '%_relay'");
        await Should.ThrowAsync<NpgsqlException>(() => waiting.WaitAsync(Bound));

        await store.Outbox.WaitForNews(Long, CancellationToken.None).WaitAsync(Bound);
    }

    private ValueTask<List<RecordedEvent>> Pending() => store.Outbox.ReadPending(100, []).ToListAsync();

    /// <summary>Events of this stream have their sequence already when they wait for the advisory lock 4711.</summary>
    private Task Hold(string stream) => new HeldAppends(store.Database.Admin).Install(stream);

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
