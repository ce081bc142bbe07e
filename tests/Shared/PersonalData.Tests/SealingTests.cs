using PrivacyPlatform.EventStore;
using StreamReader = PrivacyPlatform.EventStore.StreamReader;

namespace PrivacyPlatform.PersonalData.Tests;

public sealed class SealingTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    [Fact]
    public async Task A_sealed_value_travels_through_an_event_and_opens_again()
    {
        await using var service = await fixture.Instance();
        var envelope = fixture.Envelope();
        var sealedValues = await service.Vault.Seal("usr_1", [
            (SealedPlace.InEventOf(envelope, "request-7", "/contact"), "anna@example.org"),
            (SealedPlace.InEventOf(envelope, "request-7", "/notes/0", ordinal: 1), "calls on Mondays"),
            (SealedPlace.InEventOf(envelope, "request-7", "/notes/1", ordinal: 1), ""),
        ]);
        var outcome = await service.Get<CommandExecutor>().Execute(
            Requests.Stream, "7", new(sealedValues[0].Opaque(), [sealedValues[1].Opaque(), sealedValues[2].Opaque()]), envelope);
        outcome.ShouldBeOfType<Outcome.Recorded>();

        var events = new List<RecordedEvent>();
        await foreach (var recorded in service.Get<StreamReader>().Read(envelope.Tenant, "request-7"))
        {
            events.Add(recorded);
        }

        ((Requests.Received)Requests.Types.Read(events[0])).Contact.ShouldBe(sealedValues[0].Opaque());
        events[0].Data.ShouldNotContain("anna");
        (await service.Vault.Unseal(events[0])).ShouldBe(new Dictionary<string, Unsealed> { ["/contact"] = new Unsealed.Value("anna@example.org") });
        (await service.Vault.Unseal(events[1])).ShouldBe(
            new Dictionary<string, Unsealed> { ["/notes/0"] = new Unsealed.Value("calls on Mondays"), ["/notes/1"] = new Unsealed.Value("") });
    }

    [Fact]
    public async Task An_event_whose_value_was_sealed_for_another_place_is_not_stored()
    {
        await using var service = await fixture.Instance();
        var envelope = fixture.Envelope();
        var value = await service.Vault.Seal("usr_1", SealedPlace.InEventOf(envelope, "request-8", "/contact", ordinal: 1), "anna@example.org");
        (await Should.ThrowAsync<SealedValueException>(() =>
            service.Get<CommandExecutor>().Execute(Requests.Stream, "8", new(value.Opaque()), envelope))).Code.ShouldBe("sealed.misplaced");
        (await fixture.AskStore<long>("SELECT count(*) FROM events.mt_events WHERE stream_id = 'request-8'")).ShouldBe(0);
    }

    [Fact]
    public void The_form_of_a_sealed_value_is_known_from_the_domains_own_type()
    {
        SealedValue.IsForm(typeof(Requests.SealedText)).ShouldBeTrue();
        SealedValue.IsForm(typeof(Requests.Received)).ShouldBeFalse();
    }

    [Fact]
    public async Task Many_who_seal_for_a_new_person_at_once_make_one_key()
    {
        await using var one = await fixture.Instance();
        await using var other = await fixture.Instance();
        var places = Enumerable.Range(0, 32).Select(_ => fixture.Place("crowd")).ToArray();
        var values = await Task.WhenAll(places.Select((place, i) => (i % 2 == 0 ? one : other).Vault.Seal("usr_new", place, $"text {i}")));
        values.Select(value => value.Key).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        (await fixture.AskVault<long>("SELECT count(*) FROM vault.subject_keys WHERE tenant_id = 'crowd'")).ShouldBe(1);
        (await one.Vault.Unseal([.. places.Zip(values)])).ShouldBe(Enumerable.Range(0, 32).Select(i => new Unsealed.Value($"text {i}")));
    }

    [Fact]
    public async Task People_and_tenants_have_keys_of_their_own()
    {
        await using var service = await fixture.Instance();
        var one = await service.Vault.Seal("usr_a", fixture.Place(), "x");
        var other = await service.Vault.Seal("usr_b", fixture.Place(), "x");
        var elsewhere = await service.Vault.Seal("usr_a", fixture.Place("globex"), "x");
        new[] { one.Key, other.Key, elsewhere.Key }.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        (await fixture.AskVault<long>("SELECT count(DISTINCT subject_index) FROM vault.subject_keys WHERE key_id = ANY ($1)",
            new[] { one, other, elsewhere }.Select(value => Guid.Parse(value.Key)).ToArray())).ShouldBe(3);
    }

    [Fact]
    public async Task Another_tenant_cannot_open_a_value_even_with_everything_in_hand()
    {
        await using var service = await fixture.Instance();
        var place = fixture.Place();
        var value = await service.Vault.Seal("usr_1", place, "anna@example.org");
        await service.Vault.Seal("usr_1", fixture.Place("globex"), "x");
        (await Should.ThrowAsync<SealedValueException>(() => service.Vault.Unseal(place with { Tenant = "globex" }, value))).Code.ShouldBe("sealed.misplaced");

        var forged = place with { Tenant = "globex" };
        (await Should.ThrowAsync<VaultException>(() => service.Vault.Unseal(forged, value with { Place = forged.Mark(value.KeyId) }))).Code.ShouldBe("vault.key_missing");
    }

    [Fact]
    public async Task A_key_that_is_neither_there_nor_erased_is_an_error_and_no_erasure()
    {
        await using var service = await fixture.Instance();
        var place = fixture.Place();
        var value = await service.Vault.Seal("usr_lost", place, "x");
        await fixture.AskVault<object>("DELETE FROM vault.subject_keys WHERE key_id = $1", value.KeyId);
        (await Should.ThrowAsync<VaultException>(() => service.Vault.Unseal(place, value))).Code.ShouldBe("vault.key_missing");
    }

    [Fact]
    public async Task A_wrapped_key_that_was_put_into_another_row_is_an_error()
    {
        await using var service = await fixture.Instance();
        var (place, otherPlace) = (fixture.Place(), fixture.Place());
        var value = await service.Vault.Seal("usr_swapped", place, "x");
        var other = await service.Vault.Seal("usr_other", otherPlace, "y");
        await fixture.AskVault<object>(
            "UPDATE vault.subject_keys SET wrapped = (SELECT wrapped FROM vault.subject_keys WHERE key_id = $1) WHERE key_id = $2", other.KeyId, value.KeyId);
        (await Should.ThrowAsync<VaultException>(() => service.Vault.Unseal(place, value))).Code.ShouldBe("vault.key_altered");
        (await Should.ThrowAsync<VaultException>(() => service.Vault.Seal("usr_swapped", fixture.Place(), "x"))).Code.ShouldBe("vault.key_altered");
        (await service.Read(otherPlace, other)).ShouldBe("y");
    }

    [Fact]
    public async Task A_key_seals_no_more_often_than_it_may_and_all_stays_readable()
    {
        await using var service = await fixture.Instance(configure: options => options.MostSealsPerKey = 3);
        var places = Enumerable.Range(0, 10).Select(_ => fixture.Place("limited")).ToArray();
        var values = new List<SealedValue>();
        foreach (var place in places)
        {
            values.Add(await service.Vault.Seal("usr_busy", place, "x"));
        }

        values.GroupBy(value => value.Key).Select(key => key.Count()).ShouldBe([3, 3, 3, 1]);
        (await fixture.AskVault<int>("SELECT max(generation) FROM vault.subject_keys WHERE tenant_id = 'limited'")).ShouldBe(4);
        (await service.Vault.Unseal([.. places.Zip(values)])).ShouldAllBe(opened => opened == new Unsealed.Value("x"));

        var certificate = await service.Shredder.Shred("limited", "usr_busy", fixture.ErasureId(), "tester", "dsar.erasure");
        certificate.Keys.Select(key => key.Generation).ShouldBe([1, 2, 3, 4]);
        (await service.Vault.Unseal([.. places.Zip(values)])).ShouldAllBe(opened => opened == new Unsealed.Shredded(certificate.CertificateId));
    }

    [Fact]
    public async Task Values_of_several_tenants_are_not_mixed_in_one_call()
    {
        await using var service = await fixture.Instance();
        await Should.ThrowAsync<ArgumentException>(() => service.Vault.Seal("usr_1", [(fixture.Place(), "x"), (fixture.Place("globex"), "x")]));
    }
}
