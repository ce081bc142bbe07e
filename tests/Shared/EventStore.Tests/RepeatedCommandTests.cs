namespace PrivacyPlatform.EventStore.Tests;

public sealed class RepeatedCommandTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task A_repeated_command_gives_its_first_outcome_whatever_came_after()
    {
        var envelope = store.Envelope();
        var first = (await store.Add("again", 5, envelope, times: 2)).ShouldBeOfType<Outcome.Recorded>();
        await store.Add("again", 1);

        var second = (await store.Add("again", 5, envelope, times: 2)).ShouldBeOfType<Outcome.Recorded>();

        second.Repeated.ShouldBeTrue();
        second.Version.ShouldBe(2);
        second.EventIds.ShouldBe(first.EventIds);
        (await store.History("again")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_command_that_was_already_so_is_remembered()
    {
        var envelope = store.Envelope();
        (await store.Add("so", 0, envelope)).ShouldBe(new Outcome.AlreadySo(0));
        await store.Add("so", 1);

        (await store.Add("so", 0, envelope)).ShouldBe(new Outcome.AlreadySo(0) { Repeated = true });
    }

    [Fact]
    public async Task One_command_id_for_two_streams_is_a_fault()
    {
        var envelope = store.Envelope();
        await store.Add("one", 1, envelope);

        await Should.ThrowAsync<CommandIdReusedException>(() => store.Add("two", 1, envelope));
        (await store.History("two")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_its_inbox_row_a_repeated_command_is_known_by_its_event_ids()
    {
        var envelope = store.Envelope();
        var first = (await store.Add("forgotten", 1, envelope, times: 3)).ShouldBeOfType<Outcome.Recorded>();
        await store.Add("forgotten", 1);
        (await store.Ask<long>(
            "WITH gone AS (DELETE FROM platform.inbox WHERE command_id = $1 RETURNING 1) SELECT count(*) FROM gone", envelope.CommandId)).ShouldBe(1);

        var second = (await store.Add("forgotten", 1, envelope, times: 3)).ShouldBeOfType<Outcome.Recorded>();

        second.Repeated.ShouldBeTrue();
        second.EventIds.ShouldBe(first.EventIds);
        second.Version.ShouldBe(3);
        (await store.History("forgotten")).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_commit_whose_outcome_was_lost_gives_that_outcome_when_the_command_is_repeated()
    {
        await using var proxy = CuttingProxy.To(store.Database.Service, whenSent: "platform.append");
        await using var source = EventStoreRegistration.ServiceDataSource(proxy.ConnectionString);
        var envelope = store.Envelope();
        Task<Outcome> Execute() => new CommandExecutor(source).Execute(Tally.Stream, "lost", new Tally.Add(7, Times: 2), envelope);

        (await Should.ThrowAsync<Npgsql.NpgsqlException>(Execute)).ShouldNotBeOfType<Npgsql.PostgresException>();
        proxy.Cuts.ShouldBe(1);
        (await store.History("lost")).Count.ShouldBe(2, "the server had committed");

        var repeated = (await Execute()).ShouldBeOfType<Outcome.Recorded>();

        repeated.Repeated.ShouldBeTrue();
        repeated.EventIds.ShouldBe(EventId.AllOf("acme", envelope.CommandId, 2));
        (await store.History("lost")).Count.ShouldBe(2);
    }
}
