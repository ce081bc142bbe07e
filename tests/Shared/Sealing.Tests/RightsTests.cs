using Npgsql;

namespace PrivacyPlatform.Sealing.Tests;

public sealed class RightsTests : IClassFixture<LogFixture>
{
    private const string Refused = PostgresErrorCodes.InsufficientPrivilege;

    private readonly LogFixture log;

    public RightsTests(LogFixture log) => this.log = log;

    [Theory]
    [InlineData("UPDATE events.mt_events SET type = 'other'")]
    [InlineData("DELETE FROM events.mt_events")]
    [InlineData("INSERT INTO events.mt_events (id, version, data, type) VALUES (gen_random_uuid(), 1, '{}', 'x')")]
    [InlineData("UPDATE platform.seal_chunks SET leaf_hashes = leaf_hashes")]
    [InlineData("DELETE FROM platform.seal_chunks")]
    [InlineData("TRUNCATE platform.seal_chunks")]
    [InlineData("UPDATE platform.seal_nodes SET hash = hash")]
    [InlineData("DELETE FROM platform.seal_nodes")]
    [InlineData("UPDATE platform.checkpoints SET note = ''")]
    [InlineData("DELETE FROM platform.checkpoints")]
    [InlineData("INSERT INTO platform.unsealed (seq_ids, event_count) VALUES ('{[1,2)}', 1)")]
    [InlineData("ALTER TABLE events.mt_events DISABLE TRIGGER note_unsealed")]
    [InlineData("SELECT * FROM platform.inbox")]
    [InlineData("SELECT * FROM platform.outbox")]
    public async Task The_sealer_changes_nothing_that_is_recorded_or_sealed(string sql) => await ShouldBeRefused(log.Database.Sealer, sql);

    [Theory]
    [InlineData("INSERT INTO platform.seal_chunks VALUES ('acme', 0, 1, '{1}', decode(repeat('00', 32), 'hex'), '[1,2)')")]
    [InlineData("INSERT INTO platform.seal_nodes VALUES ('acme', 8, 0, decode(repeat('00', 32), 'hex'))")]
    [InlineData("INSERT INTO platform.checkpoints VALUES ('acme', 1, '', now())")]
    [InlineData("DELETE FROM platform.checkpoints")]
    [InlineData("SELECT * FROM platform.unsealed")]
    [InlineData("INSERT INTO platform.unsealed (seq_ids, event_count) VALUES ('{[1,2)}', 1)")]
    [InlineData("DELETE FROM platform.unsealed")]
    [InlineData("ALTER TABLE events.mt_events DISABLE TRIGGER note_unsealed")]
    public async Task The_service_neither_seals_nor_hides_from_the_sealer(string sql) => await ShouldBeRefused(log.Database.Service, sql);

    [Theory]
    [InlineData("platform.seal_chunks")]
    [InlineData("platform.checkpoints")]
    public async Task The_service_sees_the_tree_of_one_tenant_at_a_time(string table)
    {
        await log.Add("acme", $"{table}-a", 0, 1);
        await log.Add("globex", $"{table}-a", 0, 1);
        await log.SealAll();
        (await Tenants("SELECT 1")).ShouldBeEmpty();
        (await Tenants("SELECT set_config('privacyplatform.tenant', 'acme', true)")).ShouldBe(["acme"]);

        async Task<string?[]> Tenants(string first)
        {
            await using var batch = log.Service.CreateBatch();
            batch.BatchCommands.Add(new(first));
            batch.BatchCommands.Add(new($"SELECT DISTINCT tenant_id FROM {table}"));
            await using var reader = await batch.ExecuteReaderAsync();
            await reader.NextResultAsync();
            var found = new List<string?>();
            while (await reader.ReadAsync())
            {
                found.Add(reader.GetString(0));
            }

            return [.. found];
        }
    }

    private static async Task ShouldBeRefused(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(Refused, sql);
    }
}
