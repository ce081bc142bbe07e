using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.Sealing;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>How long after its recording an event is under a signed checkpoint, at a few hundred events a second. The floor is the second that is promised.</summary>
internal sealed class SealedWithin : IBenchmark
{
    private const int Callers = 8;

    public string Name => "sealed after the append, p99";

    public async Task<IReadOnlyList<Row>> Measure(Bench bench, CancellationToken ct)
    {
        await using var database = await bench.Database();
        using var signer = PemSigner.FromPem(PemSigner.NewPem())!;
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<INoteSigner>(signer).AddSingleton(database.Service).AddSingleton<EventStore.StreamReader>();
        builder.Services.AddEvidence(SealedBacklog.Options, await database.AddSealer());
        using var host = builder.Build();
        await host.StartAsync(ct);
        var round = 0;
        var delays = await Median.OfFive(ct, async () =>
        {
            using var enough = new CancellationTokenSource(bench.Round);
            round++;
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Append(database.Service, $"counter-{round}-{caller}", enough.Token)));
            await database.Until("NOT EXISTS (SELECT FROM platform.unsealed)", ct);
            return await Percentile(database.Admin, $"counter-{round}-%");
        });
        await host.StopAsync(ct);
        return [new(Name, "s", delays[0], 1, new Aim(AtLeast: false, 1))];
    }

    private static async Task Append(NpgsqlDataSource service, string stream, CancellationToken enough)
    {
        await using var appender = new EventAppender(service);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var version = 0; !enough.IsCancellationRequested; version++)
        {
            var now = TimeProvider.System.GetUtcNow();
            await appender.Append(
                [new("counter", stream, version, [new("counted", 1, """{"amount": 1}""")])],
                new() { CommandId = Guid.CreateVersion7(now), Tenant = StoreDatabase.Tenant, Actor = "bench", OccurredAt = now, RecordedAt = now },
                ct: CancellationToken.None);
            await beat.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>From the recording of a stream's events to the time in their checkpoint's row.</summary>
    private static async Task<double> Percentile(NpgsqlDataSource admin, string streams)
    {
        await using var command = admin.CreateCommand(
            """
            SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM k.sealed_at - e.timestamp))::float8
            FROM platform.seal_chunks c
            JOIN LATERAL (SELECT sealed_at FROM platform.checkpoints k WHERE k.tenant_id = c.tenant_id AND k.tree_size > c.first_leaf ORDER BY tree_size LIMIT 1) k ON true
            JOIN events.mt_events e ON e.seq_id = ANY (c.seq_ids)
            WHERE e.stream_id LIKE $1
            """);
        command.Parameters.Add(new() { Value = streams });
        return (double)(await command.ExecuteScalarAsync())!;
    }
}
