using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using NpgsqlTypes;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>
/// A projection built anew from the first event on, beside the live one, until it takes its place. The floor reads all columns, deserializes, folds in
/// memory and copies the result: no pages, no progress, no tenants.
/// </summary>
internal sealed class ReplayAndFold : IBenchmark
{
    private const int Length = 5;

    public string Name => "replay and fold of 1,000,000 events into a read model";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database();
        var events = bench.Arguments.Scaled(1_000_000 / Length) * Length;
        await database.AddStreams("r", events / Length, Length);
        await database.Run("CREATE TABLE public.replayed (tenant_id varchar NOT NULL, stream_id varchar NOT NULL, answers bigint NOT NULL, granted boolean NOT NULL, PRIMARY KEY (tenant_id, stream_id))");

        await using var services = new ServiceCollection()
            .AddLogging()
            .AddEventStore(options => (options.Store, options.StoreRelay) = (database.ServiceConnection, database.RelayConnection))
            .AddProjection<AnswerCounts>()
            .BuildServiceProvider();
        await services.GetRequiredService<EventSequencer>().Run(ct);
        var hosted = services.GetServices<IHostedService>().ToList();
        foreach (var service in hosted)
        {
            await service.StartAsync(ct);
        }

        await UntilLive(generation: 1);
        var generation = 1;
        var rates = await Median.OfFive(ct, () => Rate(Rebuild), () => Rate(() => Floor(database, ct)));
        foreach (var service in hosted)
        {
            await service.StopAsync(ct);
        }

        return [new(Name, "events/s", rates[0], rates[1], new Aim(AtLeast: true, 0.7))];

        async Task<double> Rate(Func<Task> replay)
        {
            var began = Stopwatch.GetTimestamp();
            await replay();
            return events / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        async Task Rebuild()
        {
            await services.GetRequiredService<ProjectionProgress>().Rebuild("answer-counts", ct);
            await database.Run("NOTIFY platform_feed, '*'"); // the projector sleeps when there is nothing new; a rebuild waits for its next look
            await UntilLive(++generation);
        }

        async Task UntilLive(int generation)
        {
            var progress = services.GetRequiredService<ProjectionProgress>();
            while (!(await progress.Read(ct)).Any(now => now.Behind == 0 && now.Generation.State == ProjectionState.Live && now.Generation.Generation == generation))
            {
                await database.Run("SELECT pg_sleep(0.02)");
            }
        }
    }

    private static async Task Floor(StoreDatabase database, CancellationToken ct)
    {
        await using var connection = await database.Admin.OpenConnectionAsync(ct);
        await using (var truncate = new NpgsqlCommand("TRUNCATE public.replayed", connection))
        {
            await truncate.ExecuteNonQueryAsync(ct);
        }

        var folded = AnswerCounts.Fold(await Read(connection, ct).ToListAsync(ct));
        await using var rows = await connection.BeginBinaryImportAsync("COPY public.replayed FROM STDIN (FORMAT binary)", ct);
        foreach (var (stream, (answers, granted)) in folded)
        {
            await rows.StartRowAsync(ct);
            await rows.WriteAsync(StoreDatabase.Tenant, NpgsqlDbType.Varchar, ct);
            await rows.WriteAsync(stream, NpgsqlDbType.Varchar, ct);
            await rows.WriteAsync(answers, NpgsqlDbType.Bigint, ct);
            await rows.WriteAsync(granted, NpgsqlDbType.Boolean, ct);
        }

        await rows.CompleteAsync(ct);
    }

    private static async IAsyncEnumerable<(string Stream, Ledger.Event Event)> Read(
        NpgsqlConnection connection, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var select = new NpgsqlCommand(
            """
            SELECT seq_id, id, stream_id, version, data, type, timestamp, tenant_id, correlation_id, causation_id, headers
            FROM events.mt_events ORDER BY seq_id
            """,
            connection);
        await using var row = await select.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var recorded = new RecordedEvent(
                row.GetInt64(0),
                row.GetGuid(1),
                row.GetString(7),
                row.GetString(2),
                row.GetInt64(3),
                row.GetString(5),
                SchemaVersion: 1,
                row.GetString(4),
                row.GetFieldValue<DateTimeOffset>(6),
                row.GetFieldValue<DateTimeOffset>(6),
                Actor: row.GetString(10),
                row.IsDBNull(8) ? null : row.GetString(8),
                row.IsDBNull(9) ? null : row.GetString(9),
                TraceParent: null);
            yield return (recorded.Stream, LiveFold.Deserialize(recorded.Type, recorded.Data));
        }
    }
}
