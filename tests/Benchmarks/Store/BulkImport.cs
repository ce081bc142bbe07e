using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>Decided events into streams, events and outbox in one transaction. The floor copies the same rows into the same tables, as a superuser, whom no policy binds.</summary>
internal sealed class BulkImport : IBenchmark
{
    private const int Length = 5;

    public string Name => "bulk import of decided events";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database();
        await using var importer = new EventImporter(database.Service);
        var streams = bench.Arguments.Scaled(20_000);
        var round = 0;
        var rates = await Median.OfFive(
            ct,
            () => Rate(() => importer.Import(StoreDatabase.Envelope(), StoreDatabase.Streams($"o{++round}-", streams, Length), ct: ct)),
            () => Rate(() => Copy(database, $"f{++round}-", streams)));
        return [new(Name, "events/s", rates[0], rates[1], new Aim(AtLeast: true, 0.4))];

        async Task<double> Rate(Func<Task> import)
        {
            var began = Stopwatch.GetTimestamp();
            await import();
            return streams * Length / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
    }

    private static async Task Copy(StoreDatabase database, string prefix, int streams)
    {
        await using var connection = await database.Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var history = StoreDatabase.History(Length);
        await using (var rows = await connection.BeginBinaryImportAsync(
            "COPY events.mt_streams (tenant_id, id, type, version, timestamp, created, is_archived) FROM STDIN (FORMAT binary)"))
        {
            for (var number = 0; number < streams; number++)
            {
                await rows.StartRowAsync();
                await rows.WriteAsync(StoreDatabase.Tenant, NpgsqlDbType.Varchar);
                await rows.WriteAsync($"subject-{prefix}{number}", NpgsqlDbType.Varchar);
                await rows.WriteAsync("subject", NpgsqlDbType.Varchar);
                await rows.WriteAsync((long)Length, NpgsqlDbType.Bigint);
                await rows.WriteAsync(history[^1].RecordedAt, NpgsqlDbType.TimestampTz);
                await rows.WriteAsync(history[^1].RecordedAt, NpgsqlDbType.TimestampTz);
                await rows.WriteAsync(false, NpgsqlDbType.Boolean);
            }

            await rows.CompleteAsync();
        }

        var sequences = await Sequences(connection, streams * Length);
        await CopyEvents(connection, prefix, streams, history, sequences);
        await using (var rows = await connection.BeginBinaryImportAsync("COPY platform.outbox (seq_id, tenant_id, stream_id) FROM STDIN (FORMAT binary)"))
        {
            for (var row = 0; row < sequences.Length; row++)
            {
                await rows.StartRowAsync();
                await rows.WriteAsync(sequences[row], NpgsqlDbType.Bigint);
                await rows.WriteAsync(StoreDatabase.Tenant, NpgsqlDbType.Varchar);
                await rows.WriteAsync($"subject-{prefix}{row / Length}", NpgsqlDbType.Varchar);
            }

            await rows.CompleteAsync();
        }

        await transaction.CommitAsync();
    }

    private static async Task CopyEvents(NpgsqlConnection connection, string prefix, int streams, IReadOnlyList<ImportedEvent> history, long[] sequences)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            "COPY events.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers, is_archived) FROM STDIN (FORMAT binary)");
        const string headers = """{"occurred_at":"2026-03-01T09:00:00.000000Z","actor":"preference-center","schema_version":1,"command_id":"00000001-0000-7000-8000-000000000001"}""";
        var commandId = StoreDatabase.Envelope().CommandId;
        for (var row = 0; row < streams * Length; row++)
        {
            var (data, _, recordedAt, _, _, _) = history[row % Length];
            await rows.StartRowAsync();
            await rows.WriteAsync(sequences[row], NpgsqlDbType.Bigint);
            await rows.WriteAsync(EventId.Of(StoreDatabase.Tenant, commandId, row), NpgsqlDbType.Uuid);
            await rows.WriteAsync($"subject-{prefix}{row / Length}", NpgsqlDbType.Varchar);
            await rows.WriteAsync((long)(row % Length) + 1, NpgsqlDbType.Bigint);
            await rows.WriteAsync(data.Json, NpgsqlDbType.Jsonb);
            await rows.WriteAsync(data.Type, NpgsqlDbType.Varchar);
            await rows.WriteAsync(recordedAt, NpgsqlDbType.TimestampTz);
            await rows.WriteAsync(StoreDatabase.Tenant, NpgsqlDbType.Varchar);
            await rows.WriteAsync(headers, NpgsqlDbType.Jsonb);
            await rows.WriteAsync(false, NpgsqlDbType.Boolean);
        }

        await rows.CompleteAsync();
    }

    private static async Task<long[]> Sequences(NpgsqlConnection connection, int count)
    {
        await using var command = new NpgsqlCommand("SELECT array_agg(nextval('events.mt_events_sequence')) FROM generate_series(1, $1)", connection);
        command.Parameters.Add(new() { Value = count });
        return (long[])(await command.ExecuteScalarAsync())!;
    }
}
