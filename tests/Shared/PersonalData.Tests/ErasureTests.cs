using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.PersonalData.Tests;

public sealed class ErasureTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    private const string Tenant = VaultFixture.Tenant;

    [Fact]
    public async Task After_an_erasure_no_instance_opens_the_value_whatever_it_has_in_memory()
    {
        await using var one = await fixture.Instance();
        await using var other = await fixture.Instance();
        var place = fixture.Place();
        var value = await one.Vault.Seal("usr_1", place, "anna@example.org");
        (await one.Read(place, value)).ShouldBe("anna@example.org");
        (await other.Read(place, value)).ShouldBe("anna@example.org");

        var certificate = await one.Shredder.Shred(Tenant, "usr_1", fixture.ErasureId(), "officer-1", "dsar.erasure");

        (await other.ReadShredded(place, value)).ShouldBe(certificate.CertificateId);
        (await one.ReadShredded(place, value)).ShouldBe(certificate.CertificateId);
        (await fixture.AskVault<long>("SELECT count(*) FROM vault.subject_keys WHERE key_id = $1", value.KeyId)).ShouldBe(0);
    }

    [Fact]
    public async Task Readers_that_race_with_an_erasure_get_the_value_or_the_certificate_and_after_it_only_the_certificate()
    {
        await using var one = await fixture.Instance();
        await using var other = await fixture.Instance();
        var place = fixture.Place();
        var value = await one.Vault.Seal("usr_raced", place, "x");
        using var erased = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(async i =>
        {
            Unsealed last;
            do
            {
                var afterwards = erased.IsCancellationRequested;
                last = await (i % 2 == 0 ? one : other).Vault.Unseal(place, value);
                if (afterwards)
                {
                    last.ShouldBeOfType<Unsealed.Shredded>();
                }
            }
            while (last is Unsealed.Value);
        }).ToArray();
        await one.Shredder.Shred(Tenant, "usr_raced", fixture.ErasureId(), "officer-1", "dsar.erasure");
        await erased.CancelAsync();
        await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_same_erasure_again_gives_the_same_certificate_from_any_instance_at_any_time()
    {
        await using var one = await fixture.Instance();
        await using var other = await fixture.Instance();
        await one.Vault.Seal("usr_again", fixture.Place(), "x");
        var erasure = fixture.ErasureId();
        var certificates = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            (i % 2 == 0 ? one : other).Shredder.Shred(Tenant, "usr_again", erasure, "officer-1", "dsar.erasure")));
        ((ManualClock)other.Get<TimeProvider>()).Advance(TimeSpan.FromDays(1));
        var later = await other.Shredder.Shred(Tenant, "usr_again", erasure, "officer-2", "dsar.erasure");

        certificates.Append(later).Select(certificate => certificate.Hash).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        later.By.ShouldBe("officer-1");
        (await one.Shredder.Find(Tenant, erasure))!.Hash.ShouldBe(later.Hash);
        (await fixture.AskStore<long>("SELECT count(*) FROM events.mt_events WHERE stream_id = $1", $"erasure-{erasure:N}")).ShouldBe(2);
    }

    [Fact]
    public async Task Who_comes_back_gets_a_new_key_and_the_old_stays_gone()
    {
        await using var service = await fixture.Instance();
        var (before, after) = (fixture.Place(), fixture.Place());
        var old = await service.Vault.Seal("usr_back", before, "then");
        var erasure = fixture.ErasureId();
        var certificate = await service.Shredder.Shred(Tenant, "usr_back", erasure, "officer-1", "dsar.erasure");

        var fresh = await service.Vault.Seal("usr_back", after, "now");
        fresh.Key.ShouldNotBe(old.Key);
        (await fixture.AskVault<int>("SELECT generation FROM vault.subject_keys WHERE key_id = $1", fresh.KeyId)).ShouldBe(2);
        (await service.Shredder.Shred(Tenant, "usr_back", erasure, "officer-1", "dsar.erasure")).Hash.ShouldBe(certificate.Hash);
        (await service.Read(after, fresh)).ShouldBe("now", "an erasure that is delivered again does not reach what came after it");
        (await service.ReadShredded(before, old)).ShouldBe(certificate.CertificateId);

        var second = await service.Shredder.Shred(Tenant, "usr_back", fixture.ErasureId(), "officer-1", "dsar.erasure");
        (await service.ReadShredded(after, fresh)).ShouldBe(second.CertificateId);
        (await service.ReadShredded(before, old)).ShouldBe(certificate.CertificateId);
    }

    [Fact]
    public async Task A_certificate_says_what_was_destroyed_by_whom_and_from_when_nothing_brings_it_back()
    {
        await using var service = await fixture.Instance(configure: options => (options.KeyBackupDays, options.EventBackupDays) = (7, 30));
        var value = await service.Vault.Seal("usr_named_anna", fixture.Place(), "x");
        var erasure = fixture.ErasureId();
        var certificate = await service.Shredder.Shred(Tenant, "usr_named_anna", erasure, "officer-1", "dsar.erasure");

        certificate.Keys.ShouldBe([new(value.KeyId, 1)]);
        certificate.ShreddedAt.ShouldBe(VaultInstance.Start);
        certificate.KeyBackupsExpireAt.ShouldBe(VaultInstance.Start.AddDays(7));
        certificate.EventBackupsExpireAt.ShouldBe(VaultInstance.Start.AddDays(30));
        certificate.IrrecoverableAt.ShouldBe(VaultInstance.Start.AddDays(7));
        (certificate.By, certificate.Reason, certificate.ErasureId).ShouldBe(("officer-1", "dsar.erasure", erasure));
        certificate.IsIntact().ShouldBeTrue();
        (await service.Shredder.Find(Tenant, erasure))!.IsIntact().ShouldBeTrue("as it reads back from the vault");
        (await service.Journal.Find(Tenant, erasure))!.Certificate!.IsIntact().ShouldBeTrue("as it reads back from the event");

        (certificate with { IrrecoverableAt = certificate.IrrecoverableAt.AddDays(-1) }).IsIntact().ShouldBeFalse();
        (certificate with { Keys = [] }).IsIntact().ShouldBeFalse();
        (certificate with { By = "officer-2" }).IsIntact().ShouldBeFalse();
    }

    [Fact]
    public async Task Neither_journal_nor_certificate_names_the_person()
    {
        await using var service = await fixture.Instance();
        await service.Vault.Seal("usr_nameless", fixture.Place(), "x");
        var erasure = fixture.ErasureId();
        await service.Shredder.Shred(Tenant, "usr_nameless", erasure, "officer-1", "dsar.erasure");
        var journal = await fixture.AskStore<string>("SELECT string_agg(data::text, ' ') FROM events.mt_events WHERE stream_id = $1", $"erasure-{erasure:N}");
        journal.ShouldContain("\"subject_index\"");
        journal.ShouldNotContain("usr_nameless");
        journal.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("usr_nameless")));
        PersonalDataGuard.Find($"[{journal.Replace("} {", "},{", StringComparison.Ordinal)}]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Anna Hansen", "dsar.erasure")]
    [InlineData("anna@example.org", "dsar.erasure")]
    [InlineData("officer-1", "she asked by phone")]
    [InlineData("", "dsar.erasure")]
    public async Task A_certificate_takes_codes_only(string by, string reason)
    {
        await using var service = await fixture.Instance();
        await Should.ThrowAsync<ArgumentException>(() => service.Shredder.Shred(Tenant, "usr_1", fixture.ErasureId(), by, reason));
    }

    [Fact]
    public async Task Who_has_nothing_sealed_gets_a_certificate_over_no_key()
    {
        await using var service = await fixture.Instance();
        var certificate = await service.Shredder.Shred(Tenant, "usr_never_seen", fixture.ErasureId(), "officer-1", "dsar.erasure");
        certificate.Keys.ShouldBeEmpty();
        certificate.IsIntact().ShouldBeTrue();
    }

    [Fact]
    public async Task An_erasure_id_stands_for_one_person()
    {
        await using var service = await fixture.Instance();
        var place = fixture.Place();
        var value = await service.Vault.Seal("usr_second", place, "x");
        var erasure = fixture.ErasureId();
        await service.Shredder.Shred(Tenant, "usr_first", erasure, "officer-1", "dsar.erasure");
        (await Should.ThrowAsync<VaultException>(() => service.Shredder.Shred(Tenant, "usr_second", erasure, "officer-1", "dsar.erasure")))
            .Code.ShouldBe("vault.erasure_id_reused");
        (await service.Read(place, value)).ShouldBe("x");
    }

    [Fact]
    public async Task An_erasure_that_was_ordered_but_cut_short_is_carried_out_at_the_next_start()
    {
        await using var service = await fixture.Instance();
        var place = fixture.Place("cut-short");
        var value = await service.Vault.Seal("usr_1", place, "x");
        var erasure = fixture.ErasureId();
        await using (var dying = await fixture.Instance(with: services => services.AddSingleton<IErasureJournal>(p => new DyingJournal(
            ActivatorUtilities.CreateInstance<StoreErasureJournal>(p), afterOrder: true))))
        {
            await Should.ThrowAsync<DyingJournal.DeathException>(() => dying.Shredder.Shred("cut-short", "usr_1", erasure, "officer-1", "dsar.erasure"));
        }

        (await service.Read(place, value)).ShouldBe("x");
        await using var next = await fixture.Instance();
        var certificate = (await next.Journal.Find("cut-short", erasure))!.Certificate!;
        (await service.ReadShredded(place, value)).ShouldBe(certificate.CertificateId);
    }

    [Fact]
    public async Task An_erasure_that_was_carried_out_but_not_recorded_is_recorded_when_it_is_asked_again()
    {
        await using var service = await fixture.Instance();
        var place = fixture.Place("unrecorded");
        var value = await service.Vault.Seal("usr_1", place, "x");
        var erasure = fixture.ErasureId();
        await using (var dying = await fixture.Instance(with: services => services.AddSingleton<IErasureJournal>(p => new DyingJournal(
            ActivatorUtilities.CreateInstance<StoreErasureJournal>(p), afterOrder: false))))
        {
            await Should.ThrowAsync<DyingJournal.DeathException>(() => dying.Shredder.Shred("unrecorded", "usr_1", erasure, "officer-1", "dsar.erasure"));
        }

        (await service.Journal.Find("unrecorded", erasure))!.Certificate.ShouldBeNull();
        var issued = await service.ReadShredded(place, value);
        ((ManualClock)service.Get<TimeProvider>()).Advance(TimeSpan.FromHours(1));
        (await service.Shredder.Shred("unrecorded", "usr_1", erasure, "officer-1", "dsar.erasure")).CertificateId.ShouldBe(issued);
        (await service.Journal.Find("unrecorded", erasure))!.Certificate!.Hash.ShouldBe((await service.Shredder.Find("unrecorded", erasure))!.Hash);
    }

    /// <summary>A process that dies right after the journal's first, or right before its last entry.</summary>
    private sealed class DyingJournal(IErasureJournal journal, bool afterOrder) : IErasureJournal
    {
        public Task<ErasureEntry?> Find(string tenant, Guid erasureId, CancellationToken ct = default) => journal.Find(tenant, erasureId, ct);

        public Task<IReadOnlyList<ErasureEntry>> Read(string tenant, CancellationToken ct = default) => journal.Read(tenant, ct);

        public async Task<ErasureOrder> Order(ErasureOrder order, CancellationToken ct = default)
        {
            var standing = await journal.Order(order, ct);
            return afterOrder ? throw new DeathException() : standing;
        }

        public Task Record(ErasureCertificate certificate, CancellationToken ct = default) => throw new DeathException();

        public sealed class DeathException : Exception;
    }
}
