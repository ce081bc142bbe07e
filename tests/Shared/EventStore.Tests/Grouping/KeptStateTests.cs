using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

/// <summary>Two executors are two processes: neither knows what the other appended.</summary>
public sealed class KeptStateTests : IAsyncLifetime
{
    private readonly StoreFixture store = new();
    private CommandExecutor? one;
    private CommandExecutor? other;

    public async ValueTask InitializeAsync()
    {
        await store.InitializeAsync();
        one = new(store.Get<NpgsqlDataSource>());
        other = new(store.Get<NpgsqlDataSource>());
    }

    public async ValueTask DisposeAsync()
    {
        await one!.DisposeAsync();
        await other!.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_refusal_rests_on_the_present_state_not_on_a_kept_one()
    {
        await On(one!, new Door.Open());
        await On(other!, new Door.Close());

        (await On(one!, new Door.Open())).ShouldBeOfType<Outcome.Recorded>().Version.ShouldBe(3);
    }

    [Fact]
    public async Task Already_so_rests_on_the_present_state_not_on_a_kept_one()
    {
        await On(one!, new Door.Open());
        await On(one!, new Door.Close());
        await On(other!, new Door.Open());

        (await On(one!, new Door.Close())).ShouldBeOfType<Outcome.Recorded>().Version.ShouldBe(4);
    }

    [Fact]
    public async Task A_repeated_command_gives_its_first_outcome_also_on_a_kept_state()
    {
        var envelope = store.Envelope();
        await On(one!, new Door.Open(), envelope);

        (await On(one!, new Door.Open(), envelope)).ShouldBeOfType<Outcome.Recorded>().Repeated.ShouldBeTrue();
        (await On(one!, new Door.Close())).ShouldBeOfType<Outcome.Recorded>().Repeated.ShouldBeFalse();
        (await On(one!, new Door.Open(), envelope)).ShouldBeOfType<Outcome.Recorded>().Repeated.ShouldBeTrue();
        (await On(one!, new Door.Close())).ShouldBe(new Outcome.AlreadySo(2));
    }

    [Fact]
    public async Task Two_processes_with_sixty_four_callers_on_one_stream_make_contiguous_versions()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(number =>
            Task.Run(() => (number % 2 == 0 ? one! : other!).Execute(Tally.Stream, "busy", new Tally.Add(1), store.Envelope()))));

        outcomes.Cast<Outcome.Recorded>().Select(recorded => recorded.Version).Order().ShouldBe(Enumerable.Range(1, 64).Select(version => (long)version));
        (await store.Reader.Fold(Tally.Stream, "acme", "busy")).ShouldBe((64, 64L));
        (await store.Ask<int>("SELECT total FROM read.tally WHERE key = 'busy'")).ShouldBe(64);
    }

    [Fact]
    public async Task Two_processes_with_sixty_four_callers_on_many_streams_lose_and_double_nothing()
    {
        string[] tenants = ["acme", "globex", "initech"];
        await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                var tenant = tenants[(caller + round) % tenants.Length];
                await (caller % 2 == 0 ? one! : other!).Execute(Tally.Stream, $"many-{(caller * 7 + round) % 20}", new Tally.Add(1), store.Envelope(tenant));
            }
        })));

        (await store.Ask<long>("SELECT count(*) FROM events.mt_events")).ShouldBe(640);
        (await store.Ask<long>("SELECT count(*) FROM platform.outbox")).ShouldBe(640);
        (await store.Ask<long>("SELECT count(*) FROM platform.inbox")).ShouldBe(640);
        (await store.Ask<long>("SELECT sum(total)::bigint FROM read.tally")).ShouldBe(640);
        (await store.Ask<long>(
            """
            SELECT count(*) FROM events.mt_streams s
            WHERE s.version <> (SELECT count(*) FROM events.mt_events e WHERE e.tenant_id = s.tenant_id AND e.stream_id = s.id)
            """)).ShouldBe(0);
        (await store.Ask<long>(
            "SELECT count(*) FROM (SELECT version - lag(version) OVER (PARTITION BY tenant_id, stream_id ORDER BY seq_id) AS step FROM events.mt_events) s WHERE step <> 1"))
            .ShouldBe(0);
    }

    [Fact]
    public void States_are_kept_within_a_bound_those_used_last()
    {
        var kept = new KeptStates(capacity: 3 * 1500);
        StreamKey Key(int number) => new("acme", $"tally-{number}", Tally.Stream);
        for (var number = 1; number <= 3; number++)
        {
            kept.Keep(Key(number), new StreamState(number, 1, 1000));
        }

        kept.Find(Key(1)).ShouldNotBeNull();
        kept.Keep(Key(4), new StreamState(4, 1, 1000));
        kept.Keep(Key(5), new StreamState(5, 1, 1_000_000));

        Enumerable.Range(1, 5).Where(number => kept.Find(Key(number)) is not null).ShouldBe([1, 3, 4]);
    }

    private Task<Outcome> On(CommandExecutor executor, Door.Command command, CommandEnvelope? envelope = null) =>
        executor.Execute(Door.Stream, "back", command, envelope ?? store.Envelope());
}
