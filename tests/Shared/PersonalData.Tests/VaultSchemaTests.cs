using Npgsql;

namespace PrivacyPlatform.PersonalData.Tests;

public sealed class VaultSchemaTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Vault.Owner);
        await VaultSchema.Migrate(owner, VaultRole.Of(fixture.Vault.Service));
        VaultRole.Of(fixture.Vault.Service).ToString().ShouldNotContain(new NpgsqlConnectionStringBuilder(fixture.Vault.Service).Password!);
    }
}
