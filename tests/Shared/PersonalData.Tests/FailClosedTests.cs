using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace PrivacyPlatform.PersonalData.Tests;

public sealed class FailClosedTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    [Fact]
    public async Task Before_the_erasures_are_compared_nothing_is_served()
    {
        await using var service = fixture.Closed();
        await NotReady(() => service.Vault.Seal("usr_1", fixture.Place(), "x"));
        await NotReady(() => service.Vault.Unseal(fixture.Place(), new("v1", Guid.Empty.ToString(), "", "", "")));
        await NotReady(() => service.Vault.BlindIndexOf("acme", "field", "x", IndexedAs.Exact));
        await NotReady(() => service.Shredder.Shred("acme", "usr_1", fixture.ErasureId(), "tester", "dsar.erasure"));
        (await service.Health()).ShouldBe(HealthStatus.Unhealthy);

        await service.Open();
        (await service.Health()).ShouldBe(HealthStatus.Healthy);
        await service.Vault.Seal("usr_1", fixture.Place(), "x");
    }

    [Fact]
    public async Task Without_a_vault_nothing_is_sealed_and_nothing_is_opened()
    {
        await using var service = await fixture.Instance();
        var place = fixture.Place();
        var value = await service.Vault.Seal("usr_1", place, "x");
        var nowhere = new NpgsqlConnectionStringBuilder(fixture.Vault.Service) { Database = "no_such_vault" }.ConnectionString;
        await using var cut = VaultInstance.Over(fixture.Store.Service, fixture.Store.Relay, nowhere, VaultFixture.FirstRootKey);
        cut.Get<VaultGate>().Open();
        await Should.ThrowAsync<NpgsqlException>(() => cut.Vault.Seal("usr_1", fixture.Place(), "x"));
        await Should.ThrowAsync<NpgsqlException>(() => cut.Vault.Unseal(place, value));
        (await cut.Health()).ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task With_another_root_key_nothing_is_sealed_and_nothing_is_opened()
    {
        await using var service = await fixture.Instance();
        var place = fixture.Place();
        var value = await service.Vault.Seal("usr_1", place, "x");
        foreach (var keys in new[] { VaultFixture.SecondRootKey, RootKeyRing.NewEntry("root-1") })
        {
            await using var wrong = await fixture.Instance(keys);
            await Should.ThrowAsync<RootKeyException>(() => wrong.Vault.Seal("usr_1", fixture.Place(), "x"));
            await Should.ThrowAsync<RootKeyException>(() => wrong.Vault.Unseal(place, value));
        }
    }

    [Fact]
    public async Task The_hosted_service_opens_the_vault_and_opens_it_again_after_it_was_closed()
    {
        await using var service = fixture.Closed();
        var opening = service.Get<VaultOpening>();
        await opening.StartAsync(CancellationToken.None);
        await Until(async () => await service.Health() == HealthStatus.Healthy);
        service.Get<VaultGate>().Close();
        await Until(async () => await service.Health() == HealthStatus.Healthy);
        await opening.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void A_service_without_a_root_key_does_not_start()
    {
        Should.Throw<RootKeyException>(() => Register([]));
        Should.Throw<RootKeyException>(() => Register(new() { ["Vault:RootKeyFile"] = "/nowhere/root-keys" }));
        Should.Throw<RootKeyException>(() => Register(new() { ["Vault:RootKeys"] = "root-1:c2hvcnQ=" })).Message.ShouldNotContain("c2hvcnQ");
        Register(new() { ["Vault:RootKeys"] = VaultFixture.FirstRootKey });
    }

    [Fact]
    public void Keys_whose_backups_outlive_those_of_the_events_are_refused() =>
        Should.Throw<System.ComponentModel.DataAnnotations.ValidationException>(() => Register(new()
        {
            ["Vault:RootKeys"] = VaultFixture.FirstRootKey, ["Vault:KeyBackupDays"] = "35", ["Vault:EventBackupDays"] = "35",
        }));

    private static void Register(Dictionary<string, string?> settings) =>
        new ServiceCollection().AddPersonalData(new ConfigurationBuilder()
            .AddInMemoryCollection(settings)
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:vault"] = "Host=nowhere" })
            .Build());

    private static async Task NotReady(Func<Task> use) => (await Should.ThrowAsync<VaultException>(use)).Code.ShouldBe("vault.not_ready");

    private async Task Until(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            tries.ShouldBeLessThan(500);
            await fixture.AskVault<string>("SELECT pg_sleep(0.02)::text");
        }
    }
}
