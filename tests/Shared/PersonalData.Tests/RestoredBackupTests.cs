using PrivacyPlatform.Testing.Postgres;namespace PrivacyPlatform.PersonalData.Tests;

/// <summary>Each test has databases of its own: it restores them.</summary>
public sealed class RestoredBackupTests : IAsyncLifetime
{
    private readonly VaultFixture fixture = new();

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task An_older_backup_of_the_keys_brings_nobody_back()
    {
        var place = fixture.Place();
        SealedValue value;
        ErasureCertificate certificate;
        byte[] backup;
        await using (var service = await fixture.Instance())
        {
            value = await service.Vault.Seal("usr_1", place, "anna@example.org");
            backup = await PostgresTool.Dump(fixture.Vault.Admin, "--format=custom");
            certificate = await service.Shredder.Shred("acme", "usr_1", fixture.ErasureId(), "officer-1", "dsar.erasure");
        }

        await PostgresTool.Restore(fixture.Vault.Admin, backup);
        (await fixture.AskVault<long>("SELECT count(*) FROM vault.subject_keys WHERE key_id = $1", value.KeyId)).ShouldBe(1, "the backup does hold the key");

        await using var restored = fixture.Closed();
        (await Should.ThrowAsync<VaultException>(() => restored.Vault.Unseal(place, value))).Code.ShouldBe("vault.not_ready");
        await restored.Open();
        (await restored.ReadShredded(place, value)).ShouldBe(certificate.CertificateId);
        (await fixture.AskVault<long>("SELECT count(*) FROM vault.subject_keys WHERE key_id = $1", value.KeyId)).ShouldBe(0);
        (await restored.Shredder.Find("acme", certificate.ErasureId))!.Hash.ShouldBe(certificate.Hash);

        var fresh = await restored.Vault.Seal("usr_1", fixture.Place(), "back again");
        fresh.Key.ShouldNotBe(value.Key);
        (await fixture.AskVault<int>("SELECT generation FROM vault.subject_keys WHERE key_id = $1", fresh.KeyId)).ShouldBe(2);
    }

    [Fact]
    public async Task A_service_that_runs_while_an_older_backup_is_restored_under_it_stops_serving_and_recovers()
    {
        await using var service = await fixture.Instance();
        await using var other = await fixture.Instance();
        var (place, kept) = (fixture.Place(), fixture.Place());
        var value = await service.Vault.Seal("usr_1", place, "anna@example.org");
        var stays = await service.Vault.Seal("usr_2", kept, "x");
        var backup = await PostgresTool.Dump(fixture.Vault.Admin, "--format=custom");
        await service.Shredder.Shred("acme", "usr_1", fixture.ErasureId(), "officer-1", "dsar.erasure");
        await service.ReadShredded(place, value);
        await other.ReadShredded(place, value);
        await PostgresTool.Restore(fixture.Vault.Admin, backup);

        (await Should.ThrowAsync<VaultException>(() => service.Vault.Unseal(place, value))).Code.ShouldBe("vault.not_ready");
        (await Should.ThrowAsync<VaultException>(() => other.Vault.Seal("usr_1", fixture.Place(), "x"))).Code.ShouldBe("vault.not_ready");
        (await Should.ThrowAsync<VaultException>(() => service.Vault.Unseal(kept, stays))).Code.ShouldBe("vault.not_ready");
        service.Get<VaultGate>().Closed.IsCompleted.ShouldBeTrue("the hosted service waits for this");

        await service.Open();
        await service.ReadShredded(place, value);
        (await service.Read(kept, stays)).ShouldBe("x");
    }

    [Fact]
    public async Task Events_restored_from_an_older_backup_learn_of_the_erasures_again()
    {
        await using var service = await fixture.Instance();
        await service.Vault.Seal("usr_1", fixture.Place(), "x");
        var backup = await PostgresTool.Dump(fixture.Store.Admin, "--format=custom");
        var certificate = await service.Shredder.Shred("acme", "usr_1", fixture.ErasureId(), "officer-1", "dsar.erasure");
        await PostgresTool.Restore(fixture.Store.Admin, backup);

        await using var restored = await fixture.Instance();
        (await restored.Journal.Find("acme", certificate.ErasureId))!.Certificate!.Hash.ShouldBe(certificate.Hash);
    }

    [Fact]
    public async Task With_keys_and_events_both_restored_a_list_kept_elsewhere_is_applied()
    {
        var place = fixture.Place();
        await using var service = await fixture.Instance();
        var value = await service.Vault.Seal("usr_1", place, "anna@example.org");
        var (keys, events) = (await PostgresTool.Dump(fixture.Vault.Admin, "--format=custom"), await PostgresTool.Dump(fixture.Store.Admin, "--format=custom"));
        var certificate = await service.Shredder.Shred("acme", "usr_1", fixture.ErasureId(), "officer-1", "dsar.erasure");
        var list = await service.Journal.Read("acme");
        await PostgresTool.Restore(fixture.Vault.Admin, keys);
        await PostgresTool.Restore(fixture.Store.Admin, events);

        await using var restored = fixture.Closed();
        (await restored.Get<ErasureReapplication>().Reapply(list)).ShouldBe(1);
        await restored.Open();
        (await restored.ReadShredded(place, value)).ShouldBe(certificate.CertificateId);
        (await restored.Journal.Find("acme", certificate.ErasureId))!.Certificate!.Hash.ShouldBe(certificate.Hash);
    }
}
