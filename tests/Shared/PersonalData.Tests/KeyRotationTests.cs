using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData.Tests;

public sealed class KeyRotationTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    private static string BothRootKeys => $"{VaultFixture.SecondRootKey}\n{VaultFixture.FirstRootKey}";

    [Fact]
    public async Task Root_and_tenant_keys_are_replaced_and_not_a_byte_of_an_event_changes()
    {
        await using var before = await fixture.Instance();
        var envelope = fixture.Envelope("rotated");
        var place = SealedPlace.InEventOf(envelope, "request-1", "/contact");
        var value = await before.Vault.Seal("usr_1", place, "anna@example.org");
        await before.Get<CommandExecutor>().Execute(Requests.Stream, "1", new(value.Opaque()), envelope);
        var index = await before.Vault.BlindIndexOf("rotated", "field", "x", IndexedAs.Exact);
        var events = await Events();

        await using var during = await fixture.Instance(BothRootKeys);
        (await during.Rotation.RewrapUnderCurrentRoot()).ShouldBeGreaterThan(0);
        (await during.Rotation.RootKeysInUse()).Keys.ShouldBe(["root-2"]);
        var wrapped = await Wrapped(value.KeyId);
        (await during.Rotation.RotateTenantKey("rotated")).ShouldBe(1);
        (await Wrapped(value.KeyId)).ShouldNotBe(wrapped);

        // The one that still runs with the old root key alone, and has the old tenant's key in memory, cannot open what lies under the new one.
        await Should.ThrowAsync<RootKeyException>(() => before.Vault.Unseal(place, value));
        (await during.Read(place, value)).ShouldBe("anna@example.org");

        await using var after = await fixture.Instance(VaultFixture.SecondRootKey);
        (await after.Read(place, value)).ShouldBe("anna@example.org");
        (await after.Vault.BlindIndexOf("rotated", "field", "x", IndexedAs.Exact)).ShouldBe(index);
        (await after.Vault.Seal("usr_1", fixture.Place("rotated"), "x")).Key.ShouldBe(value.Key);
        (await Events()).ShouldBe(events);

        // For the other tests of the class, which know the first root key only.
        await using var back = await fixture.Instance($"{VaultFixture.FirstRootKey}\n{VaultFixture.SecondRootKey}");
        await back.Rotation.RewrapUnderCurrentRoot();
    }

    [Fact]
    public async Task A_rotation_that_was_cut_short_is_readable_in_the_middle_and_goes_on()
    {
        await using var service = await fixture.Instance();
        await using var other = await fixture.Instance();
        var places = Enumerable.Range(0, 1_201).Select(_ => fixture.Place("resumed")).ToArray();
        var values = new SealedValue[places.Length];
        await Parallel.ForAsync(0, places.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, ct) =>
            values[i] = await service.Vault.Seal($"usr_{i}", places[i], $"text {i}", ct));

        // Cut short after the first batch: the database refuses the second.
        await fixture.AskVault<object>(
            """
            CREATE FUNCTION public.cut_short() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF (SELECT count(*) FROM vault.subject_keys s JOIN vault.tenant_keys k USING (tenant_id) WHERE s.tenant_key_id = k.key_id AND k.version = 2) >= 500 THEN
                    RAISE EXCEPTION 'cut short';
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER cut_short BEFORE UPDATE ON vault.subject_keys FOR EACH STATEMENT EXECUTE FUNCTION public.cut_short();
            """);
        await Should.ThrowAsync<PostgresException>(() => service.Rotation.RotateTenantKey("resumed"));
        await fixture.AskVault<object>("DROP FUNCTION public.cut_short() CASCADE");
        (await Versions()).ShouldBe([(1, 701), (2, 500)]);
        (await other.Vault.Unseal([.. places.Zip(values)])).ShouldBe(Enumerable.Range(0, places.Length).Select(i => new Unsealed.Value($"text {i}")));
        await other.Vault.Seal("usr_during", fixture.Place("resumed"), "x");
        (await Versions()).ShouldBe([(1, 701), (2, 501)]);

        (await service.Rotation.RotateTenantKey("resumed")).ShouldBe(701);
        (await Versions()).ShouldBe([(2, 1_202)]);
        (await fixture.AskVault<long>("SELECT count(*) FROM vault.tenant_keys WHERE tenant_id = 'resumed'")).ShouldBe(1);
        (await other.Vault.Unseal([.. places.Zip(values)])).ShouldBe(Enumerable.Range(0, places.Length).Select(i => new Unsealed.Value($"text {i}")));
    }

    [Fact]
    public async Task Sealing_erasing_and_several_rotations_at_once_lose_nothing()
    {
        await using var service = await fixture.Instance();
        await using var other = await fixture.Instance();
        await service.Vault.Seal("usr_first", fixture.Place("busy"), "x");
        using var done = new CancellationTokenSource();
        var rotations = Enumerable.Range(0, 2).Select(async i =>
        {
            while (!done.IsCancellationRequested)
            {
                await (i == 0 ? service : other).Rotation.RotateTenantKey("busy");
            }
        }).ToArray();
        var places = Enumerable.Range(0, 300).Select(_ => fixture.Place("busy")).ToArray();
        var values = new SealedValue[places.Length];
        await Parallel.ForAsync(0, places.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, ct) =>
        {
            values[i] = await (i % 2 == 0 ? service : other).Vault.Seal($"usr_{i % 100}", places[i], $"text {i}", ct);
            if (i % 50 == 49)
            {
                await service.Shredder.Shred("busy", $"usr_gone_{i}", fixture.ErasureId(), "tester", "dsar.erasure", ct);
            }
        });
        await done.CancelAsync();
        await Task.WhenAll(rotations).WaitAsync(TimeSpan.FromSeconds(60));
        (await other.Vault.Unseal([.. places.Zip(values)])).ShouldBe(Enumerable.Range(0, places.Length).Select(i => new Unsealed.Value($"text {i}")));
    }

    [Fact]
    public async Task A_rotation_that_comes_late_does_not_take_the_index_back_to_a_key_that_is_gone()
    {
        await using var service = await fixture.Instance();
        await using var other = await fixture.Instance();
        await service.Vault.Seal("usr_1", fixture.Place("overtaken"), "x");
        var index = await service.Vault.BlindIndexOf("overtaken", "field", "x", IndexedAs.Exact);
        var tables = service.Get<VaultTables>();
        var begun = (await service.Rotation.Begin("overtaken", (await tables.Tenant("overtaken", default))!, default)).Keys[0];

        await other.Rotation.RotateTenantKey("overtaken"); // finishes what was begun
        await other.Rotation.RotateTenantKey("overtaken");
        await service.Rotation.RewrapIndex("overtaken", begun, default);

        (await tables.Tenant("overtaken", default))!.Keys.ShouldHaveSingleItem().Version.ShouldBe(3);
        await using var after = await fixture.Instance();
        (await after.Vault.BlindIndexOf("overtaken", "field", "x", IndexedAs.Exact)).ShouldBe(index);
    }

    [Fact]
    public async Task A_tenant_that_the_vault_does_not_know_has_nothing_to_rotate()
    {
        await using var service = await fixture.Instance();
        (await service.Rotation.RotateTenantKey("nobody")).ShouldBe(0);
    }

    private Task<string> Events() =>
        fixture.AskStore<string>("SELECT string_agg(e::text, '|' ORDER BY seq_id) FROM events.mt_events e WHERE tenant_id = 'rotated'");

    private Task<byte[]> Wrapped(Guid keyId) => fixture.AskVault<byte[]>("SELECT wrapped FROM vault.subject_keys WHERE key_id = $1", keyId);

    private async Task<(int Version, long Keys)[]> Versions() =>
        [.. (await fixture.AskVault<string>(
            """
            SELECT string_agg(version || ':' || keys, ' ' ORDER BY version) FROM (
                SELECT k.version, count(*) AS keys FROM vault.subject_keys s JOIN vault.tenant_keys k ON k.key_id = s.tenant_key_id
                WHERE s.tenant_id = 'resumed' GROUP BY k.version) v
            """)).Split(' ').Select(pair => pair.Split(':')).Select(pair => (int.Parse(pair[0]), long.Parse(pair[1])))];
}
