using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.PersonalData.Tests;

/// <summary>Each test has databases of its own: it restores them.</summary>
public sealed class StoreWatchTests : IAsyncLifetime
{
    private readonly VaultFixture fixture = new();

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_service_serves_once_its_store_is_compared_and_its_erasures_are_carried_out()
    {
        await using var service = fixture.Closed();
        service.Get<StoreGate>().IsOpen.ShouldBeFalse();
        (await Health(service)).Status.ShouldBe(HealthStatus.Unhealthy);

        await Look(service);
        service.Get<StoreGate>().IsOpen.ShouldBeFalse("the erasures were not compared yet");

        await service.Open();
        await Look(service);
        service.Get<StoreGate>().IsOpen.ShouldBeTrue();
        (await Health(service)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_store_that_is_older_than_what_the_vault_saw_is_not_served_until_somebody_accepts_it()
    {
        byte[] backup;
        ErasureCertificate certificate;
        await using (var before = await fixture.Instance())
        {
            await Append(before, events: 2);
            backup = await PostgresTool.Dump(fixture.Store.Admin, "--format=custom");
            await Append(before, events: 3);
            certificate = await before.Shredder.Shred("acme", "usr_1", fixture.ErasureId(), "officer-1", "dsar.erasure");
            await before.Get<EventSequencer>().Run();
            await Look(before);
            before.Get<StoreGate>().IsOpen.ShouldBeTrue();
        }

        await PostgresTool.Restore(fixture.Store.Admin, backup);
        await using var restored = fixture.Closed();
        await Look(restored);
        restored.Get<StoreGate>().Reason.ShouldBe("the store has 2 of at least 7 events: it is an older one");
        (await Health(restored)).Description.ShouldBe(restored.Get<StoreGate>().Reason);
        Should.Throw<StoreNotAcceptedException>(restored.Get<StoreGate>().ThrowIfClosed);

        await fixture.AskVault<object>("UPDATE vault.high_water SET position = 2");
        await Look(restored);
        restored.Get<StoreGate>().IsOpen.ShouldBeFalse("the erasures come first");
        await restored.Open();
        await Look(restored);

        restored.Get<StoreGate>().IsOpen.ShouldBeTrue();
        (await restored.Journal.Find("acme", certificate.ErasureId))!.Certificate!.Hash.ShouldBe(certificate.Hash);
    }

    [Fact]
    public async Task A_store_that_is_replaced_under_a_running_service_by_an_older_one_is_noticed()
    {
        await using var service = await fixture.Instance();
        var backup = await PostgresTool.Dump(fixture.Store.Admin, "--format=custom");
        await Append(service, events: 1);
        await Look(service);
        var open = service.Get<StoreGate>().WhileOpen;

        await PostgresTool.Restore(fixture.Store.Admin, backup);
        await Look(service);

        service.Get<StoreGate>().IsOpen.ShouldBeFalse();
        open.IsCancellationRequested.ShouldBeTrue("what relays and seals stops");
    }

    [Fact]
    public async Task A_backup_that_was_put_in_place_is_not_served_until_somebody_accepts_it_even_if_nothing_else_shows_its_age()
    {
        await using var service = await fixture.Instance();
        await fixture.AskVault<object>("UPDATE vault.high_water SET restored_from = '2026-03-01T00:00:00Z'");
        await Look(service);
        service.Get<StoreGate>().IsOpen.ShouldBeFalse();
        service.Get<StoreGate>().Reason.ShouldContain("2026-03-01 00:00:00Z");

        await fixture.AskVault<object>("UPDATE vault.high_water SET restored_from = NULL");
        await Look(service);
        service.Get<StoreGate>().IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task A_service_cannot_lower_what_is_known()
    {
        await using var service = await fixture.Instance();
        await Append(service, events: 4);
        await Look(service);

        await using var role = NpgsqlDataSource.Create(fixture.Vault.Service);
        foreach (var attempt in new[] { "UPDATE vault.high_water SET position = 0", "DELETE FROM vault.high_water", "INSERT INTO vault.high_water DEFAULT VALUES" })
        {
            await using var command = role.CreateCommand(attempt);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }

        await using var raise = role.CreateCommand("SELECT vault.raise_high_water(1)");
        await raise.ExecuteNonQueryAsync();
        (await fixture.AskVault<long>("SELECT position FROM vault.high_water")).ShouldBe(4);
    }

    private static Task Look(VaultInstance instance) => instance.Get<StoreWatch>().Look(CancellationToken.None);

    private static async Task<HealthReportEntry> Health(VaultInstance instance) =>
        (await instance.Get<HealthCheckService>().CheckHealthAsync()).Entries["store"];

    private async Task Append(VaultInstance instance, int events)
    {
        var envelope = fixture.Envelope();
        await instance.Get<EventAppender>().Append(
            [new("trial", $"trial-{envelope.CommandId:N}", 0, [.. Enumerable.Repeat(new EventData("trial_recorded", 1, "{}"), events)])], envelope);
        await instance.Get<EventSequencer>().Run();
    }
}
