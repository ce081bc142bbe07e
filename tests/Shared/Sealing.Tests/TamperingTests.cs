using PrivacyPlatform.EvidenceLog.Bundles;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.Replay;

namespace PrivacyPlatform.Sealing.Tests;

/// <summary>What somebody who may do anything to the database, or to a bundle, cannot do without being noticed. Two programs look at every bundle.</summary>
public sealed class TamperingTests : IAsyncLifetime
{
    private const string Tenant = "acme";

    private readonly LogFixture log = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("privacyplatform-evidence-");
    private string kept = "";
    private int bundles;

    /// <summary>A log, and a checkpoint of it that the reviewer took home before more was recorded.</summary>
    public async ValueTask InitializeAsync()
    {
        await log.InitializeAsync();
        await log.Add(Tenant, "a", 0, 1, 2, 3);
        await log.Add(Tenant, "b", 0, 10);
        await log.Add("globex", "a", 0, 5);
        await log.SealAll();
        kept = (await log.Reader.LatestCheckpoint(Tenant))!.Note;
        await log.Add(Tenant, "b", 1, 20, 30);
        await log.Add(Tenant, "a", 3, 4);
        await log.SealAll();
    }

    public async ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        await log.DisposeAsync();
    }

    [Fact]
    public async Task Untouched_evidence_holds()
    {
        var report = await Verified(await Export());
        report.Findings.ShouldBeEmpty();
        report.ShouldSatisfyAllConditions(
            () => report.Events.ShouldBe(7),
            () => report.Streams.ShouldBe(2),
            () => report.IsEverything.ShouldBeTrue(),
            () => report.ContinuesKept.ShouldBeTrue(),
            () => report.StatesReplayed.ShouldBe(2));
    }

    [Fact]
    public async Task Untouched_evidence_of_one_stream_holds_and_does_not_claim_to_be_everything()
    {
        var report = await Verified(await Export("counter-b"));
        report.Findings.ShouldBeEmpty();
        report.ShouldSatisfyAllConditions(
            () => report.Events.ShouldBe(3),
            () => report.IsEverything.ShouldBeFalse(),
            () => report.ContinuesKept.ShouldBeTrue(),
            () => report.StatesReplayed.ShouldBe(1));
    }

    [Fact]
    public async Task A_zip_file_holds_as_its_folder_does()
    {
        var path = Path.Combine(folder.FullName, "bundle.zip");
        await new EvidenceExport(new StoreSource(log, Tenant)).Write(path, [], kept);
        using var bundle = BundleFolder.Open(path);
        (await new BundleVerifier(log.Key(Tenant), kept).Verify(bundle)).Holds.ShouldBeTrue();
    }

    [Theory]
    [InlineData("payload", """UPDATE events.mt_events SET data = '{"amount": 200}' WHERE stream_id = 'counter-b' AND version = 2""")]
    [InlineData("recorded time", "UPDATE events.mt_events SET timestamp = timestamp - interval '1 day' WHERE stream_id = 'counter-b' AND version = 2")]
    [InlineData("occurred time", """UPDATE events.mt_events SET headers = jsonb_set(headers, '{occurred_at}', '"2026-02-01T00:00:00.000000Z"') WHERE stream_id = 'counter-b' AND version = 2""")]
    [InlineData("actor", """UPDATE events.mt_events SET headers = jsonb_set(headers, '{actor}', '"somebody"') WHERE stream_id = 'counter-b' AND version = 2""")]
    [InlineData("correlation", "UPDATE events.mt_events SET correlation_id = 'other' WHERE stream_id = 'counter-b' AND version = 2")]
    [InlineData("type", "UPDATE events.mt_events SET type = 'miscounted' WHERE stream_id = 'counter-b' AND version = 2")]
    public async Task A_changed_event_is_noticed(string what, string tampering)
    {
        await log.Tamper(tampering);
        await ShouldBeFound(FindingCodes.EventChanged, await ExportEventsOnly(), what);
        await ShouldBeFound(FindingCodes.EventChanged, await ExportEventsOnly("counter-b"), what);
    }

    [Fact]
    public async Task A_removed_event_is_noticed()
    {
        await log.Tamper("DELETE FROM events.mt_events WHERE stream_id = 'counter-b' AND version = 2");
        await ShouldBeFound(FindingCodes.EventMissing, await Export());
        await ShouldBeFound(FindingCodes.VersionGap, await Export("counter-b"));
    }

    [Fact]
    public async Task A_removed_event_whose_followers_were_renumbered_is_noticed()
    {
        await log.Tamper("DELETE FROM events.mt_events WHERE stream_id = 'counter-b' AND version = 2; UPDATE events.mt_events SET version = 2 WHERE stream_id = 'counter-b' AND version = 3");
        await ShouldBeFound(FindingCodes.EventChanged, await Export("counter-b"));
    }

    [Fact]
    public async Task A_reordered_pair_is_noticed_in_the_store_and_in_the_bundle()
    {
        await log.Tamper(
            """
            UPDATE events.mt_events SET version = 99 WHERE stream_id = 'counter-a' AND version = 1;
            UPDATE events.mt_events SET version = 1 WHERE stream_id = 'counter-a' AND version = 2;
            UPDATE events.mt_events SET version = 2 WHERE stream_id = 'counter-a' AND version = 99;
            """);
        await ShouldBeFound(FindingCodes.EventChanged, await Export());
        await ShouldBeFound(FindingCodes.EventChanged, await Export("counter-a"));
    }

    [Fact]
    public async Task Swapped_lines_of_a_bundle_are_noticed()
    {
        var bundle = await Export();
        Swap(Path.Combine(bundle, "events.ndjson"), 0, 1);
        await ShouldBeFound(FindingCodes.EventChanged, bundle);

        bundle = await Export();
        Swap(Path.Combine(bundle, "events.ndjson"), 0, 1);
        Swap(Path.Combine(bundle, "leaves.ndjson"), 0, 1);
        await ShouldBeFound(FindingCodes.EventMisplaced, bundle);
    }

    [Fact]
    public async Task An_event_that_the_bundle_leaves_out_is_noticed()
    {
        var bundle = await Export();
        foreach (var file in new[] { "events.ndjson", "leaves.ndjson" })
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(bundle, file));
            await File.WriteAllLinesAsync(Path.Combine(bundle, file), lines.Where((_, i) => i != 4));
        }

        await ShouldBeFound(FindingCodes.EventMissing, bundle);
    }

    [Fact]
    public async Task A_truncated_bundle_is_noticed()
    {
        var bundle = await Export();
        foreach (var file in new[] { "events.ndjson", "leaves.ndjson" })
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(bundle, file));
            await File.WriteAllLinesAsync(Path.Combine(bundle, file), lines[..5]);
        }

        await ShouldBeFound(FindingCodes.EventMissing, bundle);
    }

    /// <summary>All of the end is taken away, tree and checkpoints included, as a restored backup would: only who kept a later checkpoint can tell.</summary>
    [Fact]
    public async Task Truncated_history_is_noticed_by_who_kept_a_checkpoint()
    {
        kept = (await log.Reader.LatestCheckpoint(Tenant))!.Note;
        await log.Tamper(
            """
            DELETE FROM events.mt_events e USING platform.seal_chunks c WHERE c.tenant_id = 'acme' AND c.first_leaf >= 4 AND e.seq_id = ANY (c.seq_ids);
            DELETE FROM platform.seal_chunks WHERE tenant_id = 'acme' AND first_leaf >= 4;
            DELETE FROM platform.checkpoints WHERE tenant_id = 'acme' AND tree_size > 4;
            """);
        await ShouldBeFound(FindingCodes.HistoryTruncated, await ExportEventsOnly());
    }

    /// <summary>The worst: events changed and the whole tree made anew with the true key, so that the new log is in itself without fault.</summary>
    [Fact]
    public async Task Rewritten_history_is_noticed_by_who_kept_a_checkpoint()
    {
        await log.Tamper(
            """
            UPDATE events.mt_events SET data = '{"amount": 100}' WHERE stream_id = 'counter-a' AND version = 1 AND tenant_id = 'acme';
            TRUNCATE platform.seal_chunks, platform.seal_nodes, platform.checkpoints, platform.unsealed;
            INSERT INTO platform.unsealed (seq_ids, event_count) SELECT range_agg(int8range(seq_id, seq_id, '[]')), count(*) FROM events.mt_events;
            """);
        await log.SealAll();
        await ShouldBeFound(FindingCodes.HistoryRewritten, await Export());
        await ShouldBeFound(FindingCodes.HistoryRewritten, await Export("counter-b"));

        var believed = await Export();
        using var bundle = BundleFolder.Open(believed);
        (await new BundleVerifier(log.Key(Tenant)).Verify(bundle)).Holds.ShouldBeTrue("without a kept checkpoint nobody can tell");
    }

    [Fact]
    public async Task A_forged_signature_is_noticed()
    {
        var checkpoint = await log.Checkpoint(Tenant);
        using var forger = PemSigner.FromPem(PemSigner.NewPem())!;
        var bundle = await Export();
        await File.WriteAllTextAsync(Path.Combine(bundle, "checkpoint.txt"), SignedNote.Sign(checkpoint.Text, checkpoint.Origin, forger));
        await File.WriteAllTextAsync(Path.Combine(bundle, "public-key.txt"), new VerifierKey(checkpoint.Origin, forger.PublicKey.Span).ToString());
        await ShouldBeFound(FindingCodes.SignatureForged, bundle);
    }

    [Fact]
    public async Task A_checkpoint_whose_size_was_changed_is_noticed()
    {
        var bundle = await Export();
        var path = Path.Combine(bundle, "checkpoint.txt");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("\n7\n", "\n8\n", StringComparison.Ordinal));
        await ShouldBeFound(FindingCodes.SignatureForged, bundle);
    }

    [Fact]
    public async Task Another_tenants_checkpoint_is_no_checkpoint_of_this_one()
    {
        var bundle = await Export();
        await File.WriteAllTextAsync(Path.Combine(bundle, "checkpoint.txt"), (await log.Reader.LatestCheckpoint("globex"))!.Note);
        await ShouldBeFound(FindingCodes.SignatureForged, bundle);
    }

    [Fact]
    public async Task A_tree_that_somebody_put_another_hash_into_is_noticed()
    {
        await log.Tamper("UPDATE platform.seal_chunks SET leaf_hashes = overlay(leaf_hashes PLACING decode(repeat('ab', 32), 'hex') FROM 1 FOR 32) WHERE tenant_id = 'acme' AND first_leaf = 0");
        await ShouldBeFound(FindingCodes.EventChanged, await Export());
        await ShouldBeFound(FindingCodes.TreeDiffers, await Export());
    }

    [Fact]
    public async Task A_state_that_does_not_follow_from_the_events_is_noticed()
    {
        var bundle = await Export();
        var path = Path.Combine(bundle, "states.ndjson");
        var states = await File.ReadAllTextAsync(path);
        states.ShouldContain("\"sum\":\"60\"");
        await File.WriteAllTextAsync(path, states.Replace("\"sum\":\"60\"", "\"sum\":\"61\"", StringComparison.Ordinal));
        using var opened = BundleFolder.Open(bundle);
        var report = await new BundleVerifier(log.Key(Tenant), kept, StreamStates.Replay(StreamStates.Of(Counter.Stream))).Verify(opened);
        report.Findings.Select(finding => finding.Code).ShouldBe([FindingCodes.StateDiffers]);
    }

    [Theory]
    [InlineData("events.ndjson")]
    [InlineData("leaves.ndjson")]
    public async Task No_byte_of_what_counts_can_change(string file)
    {
        var bundle = await Export();
        var path = Path.Combine(bundle, file);
        var bytes = await File.ReadAllBytesAsync(path);
        for (var at = 0; at < bytes.Length; at += 7)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(path, changed);
            using var opened = BundleFolder.Open(bundle);
            (await new BundleVerifier(log.Key(Tenant), kept).Verify(opened)).Holds.ShouldBeFalse($"byte {at} of {file}");
        }
    }

    private async Task<string> Export(params string[] streams)
    {
        var path = Path.Combine(folder.FullName, $"bundle-{++bundles}");
        await new EvidenceExport(new StoreSource(log, Tenant)).Write(path, streams, kept);
        return path;
    }

    /// <summary>As somebody would who has no kept checkpoint, or does not want to be asked for it; and without states, which cannot be folded from every change.</summary>
    private async Task<string> ExportEventsOnly(params string[] streams)
    {
        var path = Path.Combine(folder.FullName, $"bundle-{++bundles}");
        await new EvidenceExport(new StoreSource(log, Tenant)).Write(path, streams, states: false);
        return path;
    }

    private async Task ShouldBeFound(string code, string bundle, string? what = null)
    {
        var report = await Verified(bundle, replay: false);
        report.Holds.ShouldBeFalse(what);
        report.Findings.Select(finding => finding.Code).ShouldContain(code, what);
    }

    /// <summary>Verified by us, after the other implementation has come to the same.</summary>
    private async Task<VerificationReport> Verified(string path, bool replay = true)
    {
        var keptFile = Path.Combine(folder.FullName, "kept.txt");
        await File.WriteAllTextAsync(keptFile, kept);
        using var bundle = BundleFolder.Open(path);
        var rules = replay ? StreamStates.Replay(StreamStates.Of(Counter.Stream)) : null;
        var report = await new BundleVerifier(log.Key(Tenant), kept, rules).Verify(bundle);
        var other = await SecondOpinion.Of(path, log.Key(Tenant).ToString(), keptFile);
        other.ShouldSatisfyAllConditions(
            () => other.Holds.ShouldBe(report.Holds),
            () => other.Events.ShouldBe(report.Events),
            () => other.Everything.ShouldBe(report.IsEverything),
            () => other.Findings.ShouldBe(report.Findings.Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal)));
        return report;
    }

    private static void Swap(string path, int first, int second)
    {
        var lines = File.ReadAllLines(path);
        (lines[first], lines[second]) = (lines[second], lines[first]);
        File.WriteAllLines(path, lines);
    }
}
