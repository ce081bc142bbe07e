using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class KeptPlanTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task What_every_command_looks_up_is_planned_once_and_not_for_each_command()
    {
        await using var source = EventStoreRegistration.ServiceDataSource(new NpgsqlConnectionStringBuilder(store.Database.Service) { MaxPoolSize = 1 }.ConnectionString);
        await using (var executor = new CommandExecutor(source, new GroupingOptions { KeptStates = 0 }))
        {
            for (var number = 1; number <= 20; number++)
            {
                await executor.Execute(Tally.Stream, "planned", new Tally.Add(number), store.Envelope());
            }
        }

        await using var plans = source.CreateCommand(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE '%FROM unnest($2%' AND statement LIKE '%LATERAL%'");
        await using var reader = await plans.ExecuteReaderAsync();
        var found = new List<(long Kept, long Anew)>();
        while (await reader.ReadAsync())
        {
            found.Add((reader.GetInt64(0), reader.GetInt64(1)));
        }

        found.Count.ShouldBe(2, "the streams' events and the inbox");
        found.ShouldAllBe(plan => plan.Kept >= 15 && plan.Anew == 0);
    }
}
