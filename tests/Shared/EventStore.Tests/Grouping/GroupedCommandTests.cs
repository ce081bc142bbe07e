using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class GroupedCommandTests : IAsyncLifetime
{
    private readonly StoreFixture store = new();
    private CommandExecutor? executor;
    private Gate? gate;

    private CommandExecutor Executor => executor!;

    public async ValueTask InitializeAsync()
    {
        await store.InitializeAsync();
        executor = new(store.Get<NpgsqlDataSource>(), new GroupingOptions { Connections = 1 });
        gate = await Gate.Before(executor, store);
    }

    public async ValueTask DisposeAsync()
    {
        await gate!.DisposeAsync();
        await executor!.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Commands_that_arrive_together_share_a_commit()
    {
        var together = Enumerable.Range(0, 40).Select(number => Add($"together-{number}", number + 1)).ToList();
        await gate!.Open();

        (await Task.WhenAll(together)).ShouldAllBe(outcome => outcome is Outcome.Recorded);

        (await store.Ask<long>("SELECT count(*) FROM events.mt_events WHERE stream_id LIKE 'tally-together-%'")).ShouldBe(40);
        (await store.Ask<long>("SELECT count(DISTINCT xmin::text) FROM events.mt_events WHERE stream_id LIKE 'tally-together-%'")).ShouldBe(1);
        (await store.Ask<long>("SELECT sum(total)::bigint FROM read.tally WHERE key LIKE 'together-%'")).ShouldBe(40 * 41 / 2);
    }

    [Fact]
    public async Task Commands_of_several_tenants_share_a_commit_and_each_tenant_has_its_own()
    {
        string[] tenants = ["acme", "globex", "initech", "umbrella"];
        var together = Enumerable.Range(0, 40).Select(number => Add("mixed", number + 1, store.Envelope(tenants[number % 4]))).ToList();
        await gate!.Open();

        (await Task.WhenAll(together)).ShouldAllBe(outcome => outcome is Outcome.Recorded);

        (await store.Ask<long>("SELECT count(DISTINCT xmin::text) FROM events.mt_events WHERE stream_id = 'tally-mixed'")).ShouldBe(1);
        foreach (var (tenant, first) in tenants.Zip([1, 2, 3, 4]))
        {
            var history = await store.History("mixed", tenant: tenant);
            history.ShouldAllBe(recorded => recorded.Tenant == tenant);
            history.Select(recorded => recorded.Data).ShouldBe(Enumerable.Range(0, 10).Select(round => $$"""{"amount": {{first + (4 * round)}}}"""));
            (await store.Get<ReadModelReader>().Query(tenant, "SELECT tenant_id, total FROM read.tally", row => (row.GetString(0), row.GetInt32(1)), []))
                .ShouldBe([(tenant, (10 * first) + (4 * 45))]);
        }
    }

    [Fact]
    public async Task Commands_on_one_stream_are_decided_one_after_the_other()
    {
        var open = Do(new Door.Open());
        var again = Do(new Door.Open());
        var close = Do(new Door.Close());
        var closed = Do(new Door.Close());
        await gate!.Open();

        (await open).ShouldBeOfType<Outcome.Recorded>().Version.ShouldBe(1);
        (await again).ShouldBeOfType<Outcome.Refused>().Refusal.Code.ShouldBe("door.open");
        (await close).ShouldBeOfType<Outcome.Recorded>().Version.ShouldBe(2);
        (await closed).ShouldBe(new Outcome.AlreadySo(2));
        (await store.Ask<long>("SELECT count(DISTINCT xmin::text) FROM events.mt_events WHERE stream_id = 'door-front'")).ShouldBe(1);
        Task<Outcome> Do(Door.Command command) => Executor.Execute(Door.Stream, "front", command, store.Envelope());
    }

    [Fact]
    public async Task The_same_command_twice_in_a_group_is_one()
    {
        var envelope = store.Envelope();
        var (first, second, elsewhere) = (Add("twice", 1, envelope), Add("twice", 1, envelope), Add("other", 1, envelope));
        await gate!.Open();

        (await first).Repeated.ShouldBeFalse();
        (await second).Repeated.ShouldBeTrue();
        (await Should.ThrowAsync<CommandIdReusedException>(() => elsewhere)).CommandId.ShouldBe(envelope.CommandId);
        (await store.History("twice")).Count.ShouldBe(1);
    }

    /// <summary>Whatever step it breaks in, and whether the database says whose fault it is or not.</summary>
    [Theory]
    [InlineData("a read model's statement")]
    [InlineData("a rule")]
    [InlineData("an unknown event")]
    [InlineData("an event for another database")]
    [InlineData("text that no database keeps")]
    public async Task One_poisoned_command_fails_alone(string poison)
    {
        await store.Appender.Append([new("tally", "tally-unknown", 0, [new("tally_halved", 1, "{}")])], store.Envelope());
        var before = Enumerable.Range(0, 10).Select(number => Add($"before-{number}", 1)).ToList();
        var poisoned = poison switch
        {
            "a read model's statement" => Add("poisoned", 131313),
            "a rule" => Executor.Execute(Door.Stream, "poisoned", new Door.Paint(), store.Envelope()),
            "an unknown event" => Add("unknown", 1),
            "an event for another database" => Add("poisoned", 1, store.Envelope() with { CorrelationId = "\uD800" }),
            _ => Add("a\0b", 1),
        };
        var onItsStream = Add(poison == "an unknown event" ? "other" : "poisoned", 2);
        var after = Enumerable.Range(0, 10).Select(number => Add($"after-{number}", 1)).ToList();
        await gate!.Open();

        (await Should.ThrowAsync<Exception>(() => poisoned)).ShouldNotBeOfType<ReadModelFailedException>();
        (await onItsStream).ShouldBeOfType<Outcome.Recorded>().Version.ShouldBe(1);
        (await Task.WhenAll(before.Concat(after))).ShouldAllBe(outcome => outcome is Outcome.Recorded && !outcome.Repeated);
        (await store.Ask<long>("SELECT count(*) FROM events.mt_events WHERE stream_id ~ 'before|after'")).ShouldBe(20);
    }

    [Fact]
    public async Task Commands_decided_before_and_new_ones_in_a_group_have_each_their_own_outcome()
    {
        var envelopes = Enumerable.Range(0, 10).Select(_ => store.Envelope()).ToList();
        await Task.WhenAll(envelopes.Take(5).Select((envelope, number) => store.Add($"known-{number}", 1, envelope)));
        var together = envelopes.Select((envelope, number) => Add($"known-{number}", 1, envelope)).ToList();
        await gate!.Open();

        (await Task.WhenAll(together)).Select(outcome => outcome.Repeated).ShouldBe(Enumerable.Range(0, 10).Select(number => number < 5));
        (await store.Ask<long>("SELECT count(*) FROM events.mt_events WHERE stream_id LIKE 'tally-known-%'")).ShouldBe(10);
    }

    private Task<Outcome> Add(string key, int amount, CommandEnvelope? envelope = null) =>
        Executor.Execute(Tally.Stream, key, new Tally.Add(amount), envelope ?? store.Envelope());
}
