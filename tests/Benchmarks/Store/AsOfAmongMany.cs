using PrivacyPlatform.EventStore;
using StreamReader = PrivacyPlatform.EventStore.StreamReader;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>What a stream was at an earlier instant, among 10,000,000 events; the floor is the same among 10,000.</summary>
internal sealed class AsOfAmongMany : IBenchmark
{
    private const int Length = 20;

    public string Name => "as-of query of one stream among 10,000,000 events";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var many = await bench.Database();
        await using var few = await bench.Database();
        var events = bench.Arguments.Scaled(10_000_000);
        await Generate(many, Math.Max(events, 10_000) / Length);
        await Generate(few, 10_000 / Length);
        var asOf = new AsOf(RecordedAt: StoreDatabase.At(Length / 2));
        var times = await Median.OfFive(
            ct,
            () => Ask(many, Math.Max(events, 10_000) / Length),
            () => Ask(few, 10_000 / Length));
        return [new(events == 10_000_000 ? Name : $"{Name} (scaled: {events:N0})", "ms", times[0], times[1], new Aim(AtLeast: false, 1.5))];

        Task<double> Ask(StoreDatabase database, int streams)
        {
            var reader = new StreamReader(database.Service);
            var next = 0;
            // A hundred streams in turn, spread over the whole store.
            return Load.MedianLatency(bench.Round, () => reader.Fold(Ledger.Stream, StoreDatabase.Tenant, $"g{next++ % 100 * (streams / 100)}", asOf, ct));
        }
    }

    /// <summary>On the server, without the indexes that are quicker made afterwards.</summary>
    private static async Task Generate(StoreDatabase database, int streams)
    {
        var events = StoreDatabase.History(2);
        await database.Run(
            $$"""
            SET session_replication_role = replica;
            CREATE TEMP TABLE later AS SELECT pg_get_indexdef(indexrelid) AS definition, indexrelid::regclass AS name
                FROM pg_index WHERE indrelid = 'events.mt_events'::regclass AND NOT indisprimary;
            DO $do$ DECLARE i record; BEGIN FOR i IN SELECT * FROM later LOOP EXECUTE format('DROP INDEX %s', i.name); END LOOP; END $do$;
            INSERT INTO events.mt_streams (tenant_id, id, type, version, is_archived)
                SELECT 'acme', 'subject-g' || s, 'subject', {{Length}}, FALSE FROM generate_series(0, {{streams - 1}}) s;
            INSERT INTO events.mt_events (id, stream_id, version, data, type, timestamp, tenant_id, headers, is_archived)
                SELECT gen_random_uuid(), 'subject-g' || s, v,
                    CASE v % 2 WHEN 1 THEN '{{events[0].Data.Json}}'::jsonb ELSE '{{events[1].Data.Json}}'::jsonb END,
                    CASE v % 2 WHEN 1 THEN 'consent_granted' ELSE 'consent_withdrawn' END,
                    timestamptz '{{StoreDatabase.At(0):O}}' + v * interval '1 second', 'acme',
                    '{"occurred_at":"2026-03-01T09:00:00.000000Z","actor":"preference-center","schema_version":1,"command_id":"00000001-0000-7000-8000-000000000001"}', FALSE
                FROM generate_series(0, {{streams - 1}}) s, generate_series(1, {{Length}}) v;
            DO $do$ DECLARE i record; BEGIN FOR i IN SELECT * FROM later LOOP EXECUTE i.definition; END LOOP; END $do$;
            DROP TABLE later;
            SET session_replication_role = DEFAULT;
            """);
        await database.Run("VACUUM ANALYZE events.mt_events");
        await database.Run("CHECKPOINT");
    }
}
