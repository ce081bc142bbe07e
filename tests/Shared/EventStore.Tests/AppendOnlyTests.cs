using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class AppendOnlyTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData("UPDATE events.mt_events SET data = '{}'")]
    [InlineData("DELETE FROM events.mt_events")]
    [InlineData("TRUNCATE events.mt_events CASCADE")]
    [InlineData("TRUNCATE events.mt_streams CASCADE")]
    [InlineData("DELETE FROM events.mt_streams")]
    [InlineData("UPDATE events.mt_streams SET type = 'other'")]
    [InlineData("UPDATE events.mt_streams SET is_archived = true")]
    [InlineData("SELECT setval('events.mt_events_sequence', 1)")]
    [InlineData("UPDATE platform.inbox SET outcome = 'already_so'")]
    [InlineData("DELETE FROM platform.inbox")]
    [InlineData("DELETE FROM platform.outbox")]
    [InlineData("SELECT count(*) FROM platform.migrations")]
    [InlineData("ALTER TABLE events.mt_events DISABLE ROW LEVEL SECURITY")]
    [InlineData("ALTER TABLE events.mt_events NO FORCE ROW LEVEL SECURITY")]
    [InlineData("CREATE TABLE events.mine (id int)")]
    [InlineData("DROP TABLE events.mt_events")]
    [InlineData("CREATE POLICY mine ON events.mt_events USING (true)")]
    public async Task The_service_cannot(string sql)
    {
        (await Attempt(store.Database.Service, sql)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("INSERT INTO events.mt_streams (tenant_id, id) VALUES ('acme', 'mine')")]
    [InlineData("UPDATE events.mt_events SET data = '{}'")]
    [InlineData("DELETE FROM events.mt_events")]
    [InlineData("INSERT INTO platform.outbox VALUES (1, 'acme', 'tally-a')")]
    [InlineData("SELECT count(*) FROM platform.inbox")]
    [InlineData("SELECT count(*) FROM read.tally")]
    public async Task The_relay_cannot(string sql)
    {
        (await Attempt(store.Database.Relay, sql)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task What_the_service_may_do_shows_that_the_attempts_fail_for_lack_of_a_right()
    {
        (await Attempt(store.Database.Service, "SELECT count(*) FROM events.mt_events")).ShouldBeNull();
        (await Attempt(store.Database.Relay, "SELECT count(*) FROM events.mt_events")).ShouldBeNull();
        (await Attempt(store.Database.Admin, "UPDATE events.mt_events SET data = '{}' WHERE false")).ShouldBeNull();
    }

    private static async Task<string?> Attempt(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        try
        {
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
