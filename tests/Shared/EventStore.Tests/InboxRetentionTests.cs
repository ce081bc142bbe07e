using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

/// <summary>The fixture's commands were recorded in March 2026.</summary>
public sealed class InboxRetentionTests : IAsyncLifetime
{
    private readonly StoreFixture store = new();

    public ValueTask InitializeAsync() => store.InitializeAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Old_command_ids_of_all_tenants_are_forgotten_and_young_ones_stay()
    {
        await store.Add("a", 1, store.Envelope("acme"));
        await store.Add("a", 1, store.Envelope("globex"));
        var young = Today(store.Envelope("acme"));
        await store.Add("b", 1, young);

        (await Sweep()).ShouldBe(2);

        (await store.Ask<Guid>("SELECT command_id FROM platform.inbox")).ShouldBe(young.CommandId);
        (await Sweep()).ShouldBe(0);
    }

    [Fact]
    public async Task A_command_that_comes_again_after_its_id_was_forgotten_has_no_second_effect()
    {
        var envelope = store.Envelope();
        var first = (await store.Add("late", 5, envelope, times: 2)).ShouldBeOfType<Outcome.Recorded>();
        var append = store.Envelope();
        var appended = await Append(append);
        (await Sweep()).ShouldBe(2);

        var second = (await store.Add("late", 5, envelope, times: 2)).ShouldBeOfType<Outcome.Recorded>();
        var again = await Append(append);

        (second.Repeated, second.Version).ShouldBe((true, first.Version));
        second.EventIds.ShouldBe(first.EventIds);
        again.Repeated.ShouldBeTrue();
        again.EventIds.ShouldBe(appended.EventIds);
        again.Versions.ShouldBe(appended.Versions);
        (await store.Ask<long>("SELECT count(*) FROM events.mt_events")).ShouldBe(4);
    }

    [Fact]
    public async Task A_table_of_many_pages_is_gone_through_to_its_end()
    {
        await store.Ask<long>(
            """
            WITH added AS (
                INSERT INTO platform.inbox SELECT 'acme', gen_random_uuid(), 'tester', now() - n * interval '1 day', 'already_so', 'tally-x', 1, 0
                FROM generate_series(1, 30000) n RETURNING 1)
            SELECT count(*) FROM added
            """);
        (await store.Ask<long>("SELECT pg_relation_size('platform.inbox') / 8192")).ShouldBeGreaterThan(2 * 128);

        (await Sweep()).ShouldBe(30000 - 30 + 1);
    }

    [Fact]
    public async Task Whoever_asks_nobody_removes_what_is_younger_than_seven_days()
    {
        await store.Add("young", 1, Today(store.Envelope()));
        await using var relay = NpgsqlDataSource.Create(store.Database.Relay);
        await using var forget = relay.CreateCommand("SELECT platform.forget_commands(interval '0', 0, 1000)");

        (await forget.ExecuteScalarAsync()).ShouldBe(0);

        (await Should.ThrowAsync<PostgresException>(() => Run(relay, "DELETE FROM platform.inbox"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        await using var service = NpgsqlDataSource.Create(store.Database.Service);
        (await Should.ThrowAsync<PostgresException>(() => Run(service, "SELECT platform.forget_commands(interval '30 days', 0, 1000)")))
            .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        Should.Throw<ArgumentOutOfRangeException>(() => new ServiceCollection().AddEventStore(options => options.KeepCommands = TimeSpan.FromDays(6)));
    }

    private Task<long> Sweep() => store.Get<InboxRetention>().Sweep(TimeSpan.Zero, TimeProvider.System);

    private Task<Appended> Append(CommandEnvelope envelope) => store.Appender.Append(
        [new("tally", "tally-late-1", 0, [new("tally_added", 1, """{"amount": 1}""")]), new("tally", "tally-late-2", 0, [new("tally_added", 1, """{"amount": 1}""")])], envelope);

    private static CommandEnvelope Today(CommandEnvelope envelope) => envelope with { RecordedAt = TimeProvider.System.GetUtcNow() };

    private static async Task Run(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
