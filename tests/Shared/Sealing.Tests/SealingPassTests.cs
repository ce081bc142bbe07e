using Npgsql;
using PrivacyPlatform.EvidenceLog.Entries;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Sealing.Tests;

public sealed class SealingPassTests : IAsyncLifetime
{
    private readonly LogFixture log = new();

    public ValueTask InitializeAsync() => log.InitializeAsync();

    public ValueTask DisposeAsync() => log.DisposeAsync();

    [Fact]
    public async Task Every_tenant_has_a_tree_of_its_own_over_all_that_is_recorded()
    {
        await log.Add("acme", "a", 0, 1, 2, 3);
        await log.Add("globex", "a", 0, 4);
        await log.SealAll();
        await log.Add("acme", "b", 0, 5);
        await log.Add("acme", "a", 3, 6);
        await log.SealAll();

        await log.ShouldBeWholeLog("acme");
        await log.ShouldBeWholeLog("globex");
        (await log.Checkpoint("acme")).Size.ShouldBe(5);
        (await log.Ask<long>("SELECT count(*) FROM platform.unsealed")).ShouldBe(0);
    }

    [Fact]
    public async Task An_entry_says_what_was_recorded()
    {
        await log.Add("acme", "a", 0, 7);
        await log.SealAll();
        var entry = EventEntry.Read((await log.Entries("acme")).ShouldHaveSingleItem().Entry).ShouldNotBeNull();
        entry.ShouldSatisfyAllConditions(
            () => entry.Tenant.ShouldBe("acme"),
            () => entry.Stream.ShouldBe("counter-a"),
            () => entry.Version.ShouldBe(1),
            () => entry.Type.ShouldBe("counted"),
            () => entry.SchemaVersion.ShouldBe(1),
            () => entry.Data.ShouldBe("""{"amount":7}"""),
            () => entry.OccurredAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 9, 1, 0, TimeSpan.Zero)),
            () => entry.RecordedAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 9, 1, 5, TimeSpan.Zero)),
            () => entry.CorrelationId.ShouldBe("story-1"),
            () => entry.Metadata.ShouldContain("\"actor\":\"tester\""),
            () => entry.Metadata.ShouldContain("command_id"));
    }

    [Fact]
    public async Task How_long_the_oldest_event_waited_for_its_checkpoint_is_measured()
    {
        using var measured = new Measurements(EvidenceRegistration.Telemetry);
        await log.Add("acme", "a", 0, 1, 2);
        await log.SealAll();

        measured.Sum("privacyplatform.sealing.events").ShouldBeGreaterThanOrEqualTo(2);
        measured.Sum("privacyplatform.sealing.delay").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task With_nothing_new_nothing_is_signed()
    {
        await log.Add("acme", "a", 0, 1);
        await log.SealAll();
        (await log.Pass().Run(default)).ShouldBe(0);
        (await log.Ask<long>("SELECT count(*) FROM platform.checkpoints")).ShouldBe(1);
    }

    [Fact]
    public async Task An_event_that_is_committed_late_with_a_lower_number_is_sealed_too()
    {
        await using var slow = new NpgsqlConnection(log.Database.Admin);
        await slow.OpenAsync();
        await using var open = await slow.BeginTransactionAsync();
        await Insert(slow, "late");
        await log.Add("acme", "quick", 0, 1);
        await log.SealAll();
        (await log.Checkpoint("acme")).Size.ShouldBe(1);

        await open.CommitAsync();
        await log.SealAll();
        await log.ShouldBeWholeLog("acme");
        (await log.Entries("acme")).Select(entry => EventEntry.Read(entry.Entry)!.Stream).ShouldBe(["counter-quick", "counter-late"]);
        (await log.Ask<bool>("SELECT (SELECT seq_id FROM events.mt_events WHERE stream_id = 'counter-late') < (SELECT seq_id FROM events.mt_events WHERE stream_id = 'counter-quick')"))
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_rolled_back_append_leaves_no_gap()
    {
        await using (var failing = new NpgsqlConnection(log.Database.Admin))
        {
            await failing.OpenAsync();
            await using var transaction = await failing.BeginTransactionAsync();
            await Insert(failing, "never");
            await transaction.RollbackAsync();
        }

        await log.Add("acme", "a", 0, 1);
        await log.SealAll();
        await log.ShouldBeWholeLog("acme");
    }

    /// <summary>Numbers that a rolled back append took are missing in between, and the two readers share what is left.</summary>
    [Fact]
    public async Task A_bulk_import_is_sealed_like_everything_else()
    {
        await log.Tamper(
            """
            INSERT INTO events.mt_streams (tenant_id, id, type, version) SELECT 'acme', 'counter-' || n, 'counter', 1 FROM generate_series(1, 9000) n;
            INSERT INTO events.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, is_archived)
            SELECT n + n / 70, gen_random_uuid(), 'counter-' || n, 1, '{"amount": 1}', 'counted', '2026-03-01T09:00:00Z', 'acme', FALSE FROM generate_series(1, 9000) n;
            """);
        await log.SealAll();
        await log.ShouldBeWholeLog("acme");
        (await log.Checkpoint("acme")).Size.ShouldBe(9000);
    }

    [Theory]
    [InlineData(21)]
    public async Task Proofs_from_the_store_are_accepted_over_chunks_and_levels(int seed)
    {
        var random = new Random(seed);
        await log.Tamper("INSERT INTO events.mt_streams (tenant_id, id, type, version) SELECT 'acme', 'counter-' || n, 'counter', 1 FROM generate_series(1, 70000) n");
        var sizes = new List<int>();
        for (var size = 0; size < 70_000;)
        {
            var next = Math.Min(70_000, size + (sizes.Count < 20 ? random.Next(1, 600) : random.Next(5_000, 20_000)));
            await log.Tamper(
                """
                INSERT INTO events.mt_events (id, stream_id, version, data, type, timestamp, tenant_id, is_archived)
                SELECT gen_random_uuid(), 'counter-' || n, 1, '{"amount": 1}', 'counted', '2026-03-01T09:00:00Z', 'acme', FALSE FROM generate_series($1 + 1, $2) n
                """,
                size,
                next);
            await log.SealAll();
            sizes.Add(size = next);
        }

        var leaves = await log.Entries("acme");
        var roots = new Dictionary<long, Digest>();
        var tree = new GrowingTree();
        foreach (var leaf in leaves)
        {
            tree.Append(leaf.Hash);
            roots[tree.Size] = tree.Root;
        }

        (await log.Checkpoint("acme")).Root.ShouldBe(tree.Root);
        for (var round = 0; round < 150; round++)
        {
            var size = random.Next(1, leaves.Count + 1);
            var leaf = random.Next(size);
            var old = random.Next(1, size + 1);
            Verification.Includes(roots[size], size, leaves[leaf].Hash, leaf, await log.Reader.Hashes("acme", Proofs.Inclusion(leaf, size))).ShouldBeTrue($"{leaf} in {size}");
            Verification.IsConsistent(old, roots[old], size, roots[size], await log.Reader.Hashes("acme", Proofs.Consistency(old, size))).ShouldBeTrue($"{old} to {size}");
        }
    }

    [Fact]
    public async Task Two_sealers_at_once_seal_everything_once()
    {
        var tenants = new[] { "acme", "globex", "initech" };
        var appending = Task.WhenAll(tenants.Select(async tenant =>
        {
            for (var version = 0; version < 120; version++)
            {
                await log.Add(tenant, "a", version, version);
            }
        }));
        var races = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Race(appending)));
        await log.SealAll();
        foreach (var tenant in tenants)
        {
            await log.ShouldBeWholeLog(tenant);
        }

        races.Sum(race => race.Sealed).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_sealer_that_was_overtaken_reads_the_tree_again()
    {
        var first = log.Pass();
        await log.Add("acme", "a", 0, 1);
        await first.Run(default);
        await log.Add("acme", "a", 1, 2);
        await log.Pass().Run(default);
        await log.Add("acme", "a", 2, 3);
        await Should.ThrowAsync<PostgresException>(() => first.Run(default));
        (await first.Run(default)).ShouldBe(1);
        await log.ShouldBeWholeLog("acme");
    }

    [Fact]
    public async Task A_sealer_that_dies_in_the_middle_leaves_the_tree_as_it_was()
    {
        await log.Add("acme", "a", 0, 1);
        await log.SealAll();
        await log.Add("acme", "a", 1, 2, 3);
        var before = await log.Checkpoint("acme");
        var killed = log.Pass(new KilledWhileSigning(log));

        // Signing is the last step: pointers are removed and leaves written by then, all in the transaction that dies.
        await Should.ThrowAsync<NpgsqlException>(() => killed.Run(default));
        (await log.Checkpoint("acme")).ShouldBe(before);
        (await log.Ask<long>("SELECT sum(leaf_count) FROM platform.seal_chunks")).ShouldBe(1);
        (await killed.Run(default)).ShouldBe(2);
        await log.ShouldBeWholeLog("acme");
    }

    [Fact]
    public async Task Events_that_were_there_before_the_sealer_are_sealed()
    {
        await log.Tamper("DROP TABLE platform.unsealed, platform.seal_chunks, platform.seal_nodes, platform.checkpoints; DROP TRIGGER note_unsealed ON events.mt_events; DROP FUNCTION platform.note_unsealed; DELETE FROM platform.migrations WHERE name LIKE 'sealing/%'; DROP POLICY sealer ON events.mt_events");
        await log.Add("acme", "a", 0, 1, 2);
        await log.Add("globex", "a", 0, 3);
        await log.MigrateSealing();
        await log.MigrateSealing();
        await log.SealAll();
        await log.ShouldBeWholeLog("acme");
        await log.ShouldBeWholeLog("globex");
    }

    [Fact]
    public async Task Events_that_were_removed_before_they_were_sealed_are_left_visible_and_hold_nobody_up()
    {
        await log.Add("acme", "a", 0, 1);
        await log.Tamper("DELETE FROM events.mt_events");
        await log.Add("globex", "a", 0, 1);
        await log.SealAll();
        await log.ShouldBeWholeLog("globex");
        (await log.Ask<long>("SELECT count(*) FROM platform.unsealed")).ShouldBe(1);
    }

    private async Task<(int Sealed, int Lost)> Race(Task appending)
    {
        var (pass, won, lost) = (log.Pass(), 0, 0);
        while (true)
        {
            var last = appending.IsCompleted;
            try
            {
                var count = await pass.Run(default);
                won += count;
                if (count == 0 && last)
                {
                    return (won, lost);
                }
            }
            catch (NpgsqlException)
            {
                (++lost).ShouldBeLessThan(5_000);
            }
        }
    }

    private static async Task Insert(NpgsqlConnection connection, string key)
    {
        await using var insert = new NpgsqlCommand(
            $"""
            INSERT INTO events.mt_streams (tenant_id, id, type, version) VALUES ('acme', 'counter-{key}', 'counter', 1);
            INSERT INTO events.mt_events (id, stream_id, version, data, type, timestamp, tenant_id, is_archived)
            VALUES (gen_random_uuid(), 'counter-{key}', 1, '{"{\"amount\": 9}"}', 'counted', '2026-03-01T09:00:00Z', 'acme', FALSE);
            """,
            connection);
        await insert.ExecuteNonQueryAsync();
    }

    /// <summary>Ends the sealer's connections at the moment when it signs, the first time.</summary>
    private sealed class KilledWhileSigning(LogFixture log) : INoteSigner
    {
        private bool done;

        public ReadOnlyMemory<byte> PublicKey => log.Signer.PublicKey;

        public byte[] Sign(ReadOnlySpan<byte> message)
        {
            if (!done)
            {
                done = true;
                log.Tamper("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = $1", new NpgsqlConnectionStringBuilder(log.Database.Sealer).Username!).GetAwaiter().GetResult();
            }

            return log.Signer.Sign(message);
        }
    }
}
