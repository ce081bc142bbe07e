using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class LostGroupTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task A_commit_of_a_group_whose_outcome_was_lost_gives_each_command_its_first_outcome_when_repeated()
    {
        await using var proxy = CuttingProxy.To(store.Database.Service, whenSent: "INSERT INTO read.tally");
        await using var source = EventStoreRegistration.ServiceDataSource(proxy.ConnectionString);
        await using var executor = new CommandExecutor(source, new GroupingOptions { Connections = 1 });
        var envelopes = Enumerable.Range(0, 20).Select(number => store.Envelope(number % 2 == 0 ? "acme" : "globex")).ToList();
        List<Task<Outcome>> SubmitAll() => [.. envelopes.Select((envelope, number) => executor.Execute(Tally.Stream, $"lost-{number}", new Tally.Add(number), envelope))];

        List<Task<Outcome>> lost;
        await using (var gate = await Gate.Before(executor, store))
        {
            lost = SubmitAll();
            await gate.Open();
        }

        foreach (var outcome in lost)
        {
            (await Should.ThrowAsync<NpgsqlException>(() => outcome)).ShouldNotBeOfType<PostgresException>();
        }

        proxy.Cuts.ShouldBe(1);
        (await store.Ask<long>("SELECT count(*) FROM events.mt_events WHERE stream_id LIKE 'tally-lost-%'")).ShouldBe(19, "the server had committed");

        var repeated = await Task.WhenAll(SubmitAll());

        repeated.ShouldAllBe(outcome => outcome.Repeated);
        repeated[0].ShouldBe(new Outcome.AlreadySo(0) { Repeated = true });
        repeated.Skip(1).Cast<Outcome.Recorded>().Select(outcome => outcome.EventIds.ShouldHaveSingleItem())
            .ShouldBe(envelopes.Skip(1).Select(envelope => EventId.Of(envelope.Tenant, envelope.CommandId, 0)));
        (await store.Ask<long>("SELECT count(*) FROM events.mt_events WHERE stream_id LIKE 'tally-lost-%'")).ShouldBe(19);
    }
}
