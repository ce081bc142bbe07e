using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Sealing;

/// <summary>Seals what is recorded, one instance of a service at a time. That two never extend the same tree holds even without the lock: the store refuses the second.</summary>
internal sealed partial class Sealer(
    SealingPass pass,
    StoreGate gate,
    [FromKeyedServices(EvidenceRegistration.SealerConnection)] NpgsqlDataSource source,
    TimeProvider clock,
    ILogger<Sealer> log) : BackgroundService
{
    /// <summary>From one look to the next. Events that come meanwhile are sealed together, under one signature; a quarter of a second keeps the promise of one with room.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly LeaderLock leaderLock = new(source);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await gate.Opened.WaitAsync(stoppingToken); // a store that nobody accepted must not get a second history
                await using var leadership = await leaderLock.TryAcquire("sealer", stoppingToken);
                if (leadership is not null)
                {
                    Leading(log);
                    using var leading = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, leadership.Lost, gate.WhileOpen);
                    await Seal(leading.Token);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                LeadershipLost(log);
            }
#pragma warning disable CA1031 // whatever it is, giving up would leave events unsealed until somebody restarts the service; health tells of the delay
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Failed(log, failure);
            }

            await Task.Delay(TryAgainAfter, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Seal(CancellationToken ct)
    {
        while (true)
        {
            if (await pass.Run(ct) < SealingPass.MostEvents)
            {
                await Task.Delay(LookEvery, clock, ct);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Sealing")]
    private static partial void Leading(ILogger log);

    [LoggerMessage(LogLevel.Warning, "The sealer's lock was lost with its connection")]
    private static partial void LeadershipLost(ILogger log);

    [LoggerMessage(LogLevel.Error, "Sealing failed and is tried again")]
    private static partial void Failed(ILogger log, Exception failure);
}
