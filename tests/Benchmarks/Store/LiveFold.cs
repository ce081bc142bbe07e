using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using StreamReader = PrivacyPlatform.EventStore.StreamReader;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>The present state of one long stream. The floor reads and deserializes it, and folds nothing.</summary>
internal sealed class LiveFold : IBenchmark
{
    private const int Length = 1000;

    // As the store reads: strictly.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    public string Name => "live fold of one stream of 1,000 events";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database();
        await database.AddStreams("long", streams: 20, Length);
        var reader = new StreamReader(database.Service);
        await using var connection = await database.Admin.OpenConnectionAsync(ct);
        await using var select = new NpgsqlCommand("SELECT type, data FROM events.mt_events WHERE tenant_id = $1 AND stream_id = $2 ORDER BY version", connection)
        {
            Parameters = { new() { Value = StoreDatabase.Tenant }, new() { Value = Ledger.Stream.IdOf("long7") } },
        };
        await select.PrepareAsync(ct);
        var times = await Median.OfFive(
            ct,
            () => Load.MedianLatency(bench.Round, () => reader.Fold(Ledger.Stream, StoreDatabase.Tenant, "long7", ct: ct)),
            () => Load.MedianLatency(bench.Round, () => Read(select, ct)));
        return [new(Name, "ms", times[0], times[1], new Aim(AtLeast: false, 1.5))];
    }

    private static async Task<List<Ledger.Event>> Read(NpgsqlCommand select, CancellationToken ct)
    {
        await using var rows = await select.ExecuteReaderAsync(ct);
        var events = new List<Ledger.Event>(Length);
        while (await rows.ReadAsync(ct))
        {
            events.Add(Deserialize(rows.GetString(0), rows.GetString(1)));
        }

        return events;
    }

    /// <summary>As the store reads, but knowing what there is.</summary>
    public static Ledger.Event Deserialize(string type, string data) => type == "consent_granted"
        ? JsonSerializer.Deserialize<Ledger.Granted>(data, Json)!
        : JsonSerializer.Deserialize<Ledger.Withdrawn>(data, Json)!;
}
