using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class TenantIsolationTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    public static TheoryData<string> Protected => ["events.mt_streams", "events.mt_events", "platform.inbox", "read.tally"];

    [Theory]
    [MemberData(nameof(Protected))]
    public async Task A_tenant_sees_its_own_rows_only(string table)
    {
        await store.Add("shared", 1, store.Envelope("acme"));
        await store.Add("shared", 1, store.Envelope("globex"));

        var count = $"SELECT count(DISTINCT tenant_id) || coalesce(max(tenant_id), '') FROM {table}";
        (await AsService("acme", count)).ShouldBe("1acme");
        (await AsService("globex", count)).ShouldBe("1globex");
        (await AsService("initech", count)).ShouldBe("0");
        (await AsService("", count)).ShouldBe("0");
        (await AsService(null, count)).ShouldBe("0");
        (await store.Ask<string>(count)).ShouldNotStartWith("1");
    }

    [Theory]
    [InlineData("INSERT INTO events.mt_streams (tenant_id, id, version) VALUES ('globex', 'tally-forged', 1)")]
    [InlineData("INSERT INTO events.mt_events (id, stream_id, version, data, type, tenant_id) VALUES (gen_random_uuid(), 'tally-shared', 99, '{}', 'forged', 'globex')")]
    [InlineData("INSERT INTO platform.outbox VALUES (1, 'globex', 'tally-shared')")]
    [InlineData("INSERT INTO platform.inbox VALUES ('globex', gen_random_uuid(), 'forger', now(), 'recorded', 'tally-shared', 1, 1)")]
    public async Task A_tenant_writes_no_row_of_another(string sql)
    {
        await store.Add("shared", 1, store.Envelope("globex"));

        var refused = await Should.ThrowAsync<PostgresException>(() => AsService("acme", sql));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        refused.MessageText.ShouldContain("row-level security");
    }

    [Fact]
    public async Task A_tenant_cannot_move_a_stream_of_another()
    {
        await store.Add("still", 1, store.Envelope("globex"));

        await AsService("acme", "UPDATE events.mt_streams SET version = 7 WHERE id = 'tally-still'");

        (await store.Ask<long>("SELECT version FROM events.mt_streams WHERE id = 'tally-still'")).ShouldBe(1);
    }

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

    private async Task<object?> AsService(string? tenant, string sql)
    {
        await using var connection = new NpgsqlConnection(store.Database.Service + ";Pooling=false");
        await connection.OpenAsync();
        await using var batch = connection.CreateBatch();
        if (tenant is not null)
        {
            var set = new NpgsqlBatchCommand("SELECT set_config('privacyplatform.tenant', $1, true)");
            set.Parameters.Add(new() { Value = tenant });
            batch.BatchCommands.Add(set);
        }

        batch.BatchCommands.Add(new(sql));
        await using var reader = await batch.ExecuteReaderAsync();
        if (tenant is not null)
        {
            await reader.NextResultAsync();
        }

        return await reader.ReadAsync() ? reader.GetValue(0) : null;
    }
}
