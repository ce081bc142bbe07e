using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.Sealing;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>Sealing a backlog. The floor is one thread that hashes the same leaves and does nothing else.</summary>
internal sealed class SealedBacklog : IBenchmark
{
    private static readonly string[] Tenants = ["t0", "t1", "t2", "t3"];

    public string Name => "sealing";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database();
        var events = bench.Arguments.Scaled(200_000);
        await database.Run(Events(events));
        await using var sealer = EventStoreRegistration.DataSource(await database.AddSealer());
        using var signer = PemSigner.FromPem(PemSigner.NewPem())!;
        var leaves = new List<byte[]>();
        var rates = await Median.OfFive(
            ct,
            async () =>
            {
                await database.Run(Again);
                var pass = new SealingPass(sealer, signer, Options, TimeProvider.System, NullLogger<SealingPass>.Instance);
                var began = Stopwatch.GetTimestamp();
                while (await pass.Run(ct) > 0)
                {
                }

                return events / Stopwatch.GetElapsedTime(began).TotalSeconds;
            },
            async () =>
            {
                leaves = leaves.Count > 0 ? leaves : await Leaves(database.Service);
                return Hash(leaves);
            });
        return [new(Name, "events/s", rates[0], rates[1], new Aim(AtLeast: true, 0.2))];
    }

    internal static EvidenceOptions Options { get; } = new() { Origin = "privacyplatform.invalid/bench" };

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

    private static async Task<List<byte[]>> Leaves(NpgsqlDataSource service)
    {
        var reader = new EvidenceReader(service);
        var leaves = new List<byte[]>();
        foreach (var tenant in Tenants)
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
