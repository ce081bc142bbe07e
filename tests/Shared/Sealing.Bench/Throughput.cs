using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.Sealing.Bench;

/// <summary>Sealing a backlog, against one thread that hashes the same leaves and nothing else.</summary>
internal static class Throughput
{
    private const int Rounds = 5;

    public static async Task<Row> Measure(int events)
    {
        await using var database = await Store.Create();
        await Store.Run(database, Events(events));
        await using var sealer = EventStoreRegistration.DataSource(database.Sealer);
        using var signer = PemSigner.FromPem(PemSigner.NewPem())!;
        var ours = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            await Store.Run(database, Again);
            var pass = new SealingPass(sealer, signer, new EvidenceOptions { Origin = "privacyplatform.invalid/bench" }, TimeProvider.System, NullLogger<SealingPass>.Instance);
            var started = Stopwatch.GetTimestamp();
            while (await pass.Run(CancellationToken.None) > 0)
            {
            }

            ours.Add(events / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        var leaves = await Leaves(database.Service);
        var floor = Enumerable.Range(0, Rounds + 1).Select(_ => Hash(leaves)).ToList();
        var ratio = Median(ours) / Median(floor);
        Console.WriteLine($"{leaves.Count:N0} leaves of {leaves.Average(leaf => leaf.Length):N0} bytes; {Median(ours) * leaves.Average(leaf => leaf.Length) / 1e6:N0} MB/s sealed");
        return new("sealing", "events/s", Median(ours), Median(floor), ratio, "at least 0.2", ratio >= 0.2);
    }

    /// <summary>The first round warms up.</summary>
    private static double Median(List<double> rounds) => rounds.Skip(1).Order().ElementAt(Rounds / 2);

    private static double Hash(List<byte[]> leaves)
    {
        var started = Stopwatch.GetTimestamp();
        Span<byte> hash = stackalloc byte[Digest.Size];
        foreach (var leaf in leaves)
        {
            SHA256.HashData(leaf, hash);
        }

        return leaves.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<List<byte[]>> Leaves(string service)
    {
        await using var source = EventStoreRegistration.DataSource(service);
        var reader = new EvidenceReader(source);
        var leaves = new List<byte[]>();
        foreach (var tenant in new[] { "t0", "t1", "t2", "t3" })
        {
            await foreach (var entry in reader.Entries(tenant, 0, (await reader.LatestCheckpoint(tenant))!.Size))
            {
                leaves.Add([0, .. entry.Entry!]);
            }
        }

        return leaves;
    }

    private const string Again =
        """
        TRUNCATE platform.seal_chunks, platform.seal_nodes, platform.checkpoints, platform.unsealed;
        INSERT INTO platform.unsealed (seq_ids, event_count)
        SELECT range_agg(int8range(seq_id, seq_id, '[]')), count(*) FROM events.mt_events GROUP BY seq_id / 50;
        ANALYZE platform.unsealed;
        CHECKPOINT;
        """;

    /// <summary>Events as the consent service stores them, of four tenants, in the groups of fifty that a loaded store appends.</summary>
    private static string Events(int count) =>
        $$$"""
        INSERT INTO events.mt_streams (tenant_id, id, type, version) SELECT 't' || n % 4, 'subject-' || n, 'subject', 4 FROM generate_series(0, {{{count}}} / 4) n;
        INSERT INTO events.mt_events (id, stream_id, version, data, type, timestamp, tenant_id, correlation_id, headers, is_archived)
        SELECT gen_random_uuid(), 'subject-' || n / 4, n % 4 + 1,
            jsonb_build_object('purpose_id', 'newsletter', 'effect', 'changed', 'occurred_at', '2026-03-01T09:00:00.000000Z', 'present_answer', NULL, 'held_until', NULL,
                'evidence', jsonb_build_object('notice', jsonb_build_object('kind', 'privacy_policy', 'version', '2026-01', 'content_hash', md5(n::text) || md5('x' || n)),
                    'channel', 'web', 'language', 'en', 'producer', 'shop-web')),
            'consent_granted', '2026-03-01T09:00:00Z'::timestamptz + n * interval '1 ms', 't' || (n / 4) % 4, md5('trace' || n),
            jsonb_build_object('actor', 'shop-web', 'occurred_at', '2026-03-01T09:00:00.000000Z', 'schema_version', 1, 'command_id', gen_random_uuid(),
                'traceparent', '00-' || md5('trace' || n) || '-' || left(md5('span' || n), 16) || '-01'),
            FALSE
        FROM generate_series(0, {{{count}}} - 1) n;
        ANALYZE events.mt_events;
        """;
}
