using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.Sealing.Bench;

/// <summary>How long after its recording an event is under a signed checkpoint, at a few hundred events a second.</summary>
internal static class Delay
{
    private const int Callers = 8;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static async Task<Row> Measure()
    {
        await using var database = await Store.Create();
        await using var service = EventStoreRegistration.DataSource(database.Service);
        using var signer = PemSigner.FromPem(PemSigner.NewPem())!;
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<INoteSigner>(signer).AddSingleton(service).AddSingleton<EventStore.StreamReader>();
        builder.Services.AddEvidence(new EvidenceOptions { Origin = "privacyplatform.invalid/bench" }, database.Sealer);
        using var host = builder.Build();
        await host.StartAsync();
        var appender = new EventAppender(service);
        using var enough = new CancellationTokenSource(Duration);
        var appended = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Append(appender, caller, enough.Token)));
        await host.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token);
        var p99 = await Percentile(database.Admin);
        Console.WriteLine($"{appended.Sum() / Duration.TotalSeconds:N0} appends a second beside it");
        return new("sealed after, p99", "s", p99, 1, p99, "at most 1 s", p99 <= 1);
    }

    private static async Task<int> Append(EventAppender appender, int caller, CancellationToken ct)
    {
        var version = 0;
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!ct.IsCancellationRequested)
        {
            var now = TimeProvider.System.GetUtcNow();
            await appender.Append(
                [new("counter", $"counter-{caller}", version, [new("counted", 1, """{"amount": 1}""")])],
                new() { CommandId = Guid.CreateVersion7(now), Tenant = "t0", Actor = "bench", OccurredAt = now, RecordedAt = now },
                ct: CancellationToken.None);
            version++;
            await beat.WaitForNextTickAsync(CancellationToken.None);
        }

        return version;
    }

    /// <summary>Of the first chunk's events to the last's: from their recording to the time in their checkpoint's row.</summary>
    private static async Task<double> Percentile(string admin)
    {
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM k.sealed_at - e.timestamp))::float8
            FROM platform.seal_chunks c
            JOIN LATERAL (SELECT sealed_at FROM platform.checkpoints k WHERE k.tenant_id = c.tenant_id AND k.tree_size > c.first_leaf ORDER BY tree_size LIMIT 1) k ON true
            JOIN events.mt_events e ON e.seq_id = ANY (c.seq_ids)
            """,
            connection);
        return (double)(await command.ExecuteScalarAsync())!;
    }
}
