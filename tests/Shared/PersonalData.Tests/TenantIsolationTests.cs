using Npgsql;

namespace PrivacyPlatform.PersonalData.Tests;

public sealed class TenantIsolationTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    [Theory]
    [InlineData("vault.tenants")]
    [InlineData("vault.tenant_keys")]
    [InlineData("vault.subject_keys")]
    [InlineData("vault.key_use")]
    [InlineData("vault.certificates")]
    [InlineData("vault.erased_keys")]
    public async Task The_services_role_sees_its_tenants_rows_only_and_none_without_a_tenant(string table)
    {
        await using var service = await fixture.Instance();
        await service.Vault.Seal("usr_1", fixture.Place(), "x");
        await service.Shredder.Shred("acme", "usr_1", fixture.ErasureId(), "tester", "dsar.erasure");
        await service.Vault.Seal("usr_1", fixture.Place(), "x");

        (await Ask<long>("acme", $"SELECT count(*) FROM {table}")).ShouldBeGreaterThan(0);
        (await Ask<long>("globex", $"SELECT count(*) FROM {table} WHERE tenant_id = 'acme'")).ShouldBe(0);
        (await Ask<long>("", $"SELECT count(*) FROM {table}")).ShouldBe(0);
    }

    [Theory]
    [InlineData("UPDATE vault.certificates SET shredded_at = now()")]
    [InlineData("DELETE FROM vault.certificates")]
    [InlineData("DELETE FROM vault.erased_keys")]
    [InlineData("UPDATE vault.erased_keys SET generation = 0")]
    [InlineData("UPDATE vault.subject_keys SET subject_index = decode(repeat('00', 32), 'hex')")]
    [InlineData("UPDATE vault.subject_keys SET generation = 7")]
    [InlineData("TRUNCATE vault.subject_keys")]
    [InlineData("DELETE FROM vault.tenants")]
    [InlineData("UPDATE vault.tenants SET index_id = gen_random_uuid()")]
    [InlineData("ALTER TABLE vault.subject_keys DISABLE ROW LEVEL SECURITY")]
    public async Task What_was_erased_cannot_be_made_undone_by_the_services_role(string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => Ask<object>("acme", sql))).SqlState.ShouldBe("42501");

    [Fact]
    public async Task A_row_for_another_tenant_cannot_be_written() =>
        (await Should.ThrowAsync<PostgresException>(() => Ask<object>(
            "acme",
            "INSERT INTO vault.erased_keys VALUES ('globex', gen_random_uuid(), decode(repeat('00', 32), 'hex'), 1, gen_random_uuid())"))).SqlState.ShouldBe("42501");

    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Vault.Owner);
        await VaultSchema.Migrate(owner, VaultRole.Of(fixture.Vault.Service));
        VaultRole.Of(fixture.Vault.Service).ToString().ShouldNotContain(new NpgsqlConnectionStringBuilder(fixture.Vault.Service).Password!);
    }

    private async Task<T> Ask<T>(string tenant, string sql)
    {
        await using var connection = new NpgsqlConnection(fixture.Vault.Service);
        await connection.OpenAsync();
        await using var set = new NpgsqlCommand("SELECT set_config('privacyplatform.tenant', $1, false)", connection) { Parameters = { new() { Value = tenant } } };
        await set.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T found ? found : default!;
    }
}
