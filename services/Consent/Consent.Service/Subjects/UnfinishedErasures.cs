using System.Runtime.CompilerServices;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Consent.Service.Subjects;

/// <summary>Finishes erasures that were decided and then cut short, when the service starts and every hour: nobody may come to repeat the call.</summary>
internal sealed partial class UnfinishedErasures(
    SubjectErasure erasure,
    [FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay,
    StoreGate gate,
    TimeProvider clock,
    ILogger<UnfinishedErasures> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan rest;
            try
            {
                await gate.Opened.WaitAsync(stoppingToken); // the vault is open then, too
                rest = await FinishAll(stoppingToken) ? LookEvery : TryAgainAfter;
            }
#pragma warning disable CA1031 // whatever it is, giving up would leave somebody half erased until the next start
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Failed(log, failure.GetType().Name);
                rest = TryAgainAfter;
            }
            catch (OperationCanceledException)
            {
                return; // asked to stop
            }

            await Task.Delay(rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>False: one of them cannot be finished now. It holds up no other.</returns>
    private async Task<bool> FinishAll(CancellationToken ct)
    {
        var all = true;
        // One that somebody carries out at this moment is carried out twice, to the same end.
        await foreach (var (tenant, subjectId, erasureId, reason, by) in Find(ct))
        {
            try
            {
                await erasure.CarryOut(tenant, subjectId, erasureId, by, reason, keysFirst: false, ct);
                Finished(log, erasureId);
            }
#pragma warning disable CA1031 // as above
            catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Failed(log, failure.GetType().Name);
                all = false;
            }
        }

        return all;
    }

    /// <summary>As cheap as there are erasures: by the indexes on types and on streams.</summary>
    private async IAsyncEnumerable<(string Tenant, string SubjectId, Guid ErasureId, string Reason, string By)> Find([EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = relay.CreateCommand(
            """
            SELECT e.tenant_id, e.stream_id, (e.data ->> 'erasure_id')::uuid, e.data ->> 'reason', e.headers ->> 'actor'
            FROM events.mt_events e
            WHERE e.type = 'subject_erased' AND NOT EXISTS (
                SELECT FROM events.mt_events s
                WHERE s.tenant_id = e.tenant_id AND s.stream_id = 'erasure-' || replace(e.data ->> 'erasure_id', '-', '') AND s.type = 'subject_shredded')
            ORDER BY e.seq_id
            """);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            yield return (row.GetString(0), row.GetString(1)[SubjectModule.Stream.IdOf("").Length..], row.GetGuid(2), row.GetString(3), row.GetString(4));
        }
    }

    [LoggerMessage(LogLevel.Warning, "The erasure {Erasure} was cut short, and is finished now")]
    private static partial void Finished(ILogger log, Guid erasure);

    [LoggerMessage(LogLevel.Error, "Erasures that were cut short cannot be finished ({Failure}); tried again")]
    private static partial void Failed(ILogger log, string failure);
}
