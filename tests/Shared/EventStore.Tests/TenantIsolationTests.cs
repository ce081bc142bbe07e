using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

/// <summary>What the matrix of attempts against a whole service (tests/Consent) does not see.</summary>
public sealed class TenantIsolationTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task The_tenant_of_one_transaction_does_not_outlive_it_on_a_pooled_connection()
    {
        await using var single = NpgsqlDataSource.Create(store.Database.Service + ";Maximum Pool Size=1;No Reset On Close=true");
        var reader = new StreamReader(single);
        await foreach (var _ in reader.Read("acme", "tally-shared"))
        {
        }

        await using var command = single.CreateCommand("SELECT coalesce(current_setting('privacyplatform.tenant', true), '')");
        (await command.ExecuteScalarAsync()).ShouldBe("");
    }

    [Fact]
    public async Task The_owner_of_the_tables_is_bound_too()
    {
        await store.Add("shared", 1, store.Envelope("acme"));
        await using var owner = NpgsqlDataSource.Create(store.Database.Owner);

        await using var command = owner.CreateCommand("SELECT count(*) FROM events.mt_events");
        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task Two_tenants_may_use_the_same_command_id()
    {
        var envelope = store.Envelope("acme");

        var acme = await store.Add("twin", 1, envelope);
        var globex = await store.Add("twin", 2, envelope with { Tenant = "globex" });

        acme.ShouldBeOfType<Outcome.Recorded>();
        globex.ShouldBeOfType<Outcome.Recorded>().Repeated.ShouldBeFalse();
        (await store.History("twin", tenant: "globex")).ShouldHaveSingleItem().Data.ShouldBe("""{"amount": 2}""");
    }
}
