using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PrivacyPlatform.PersonalData;

/// <summary>Opens the vault's gate when the erasures are reapplied, tries again while that fails, and starts over when the gate closes.</summary>
internal sealed partial class VaultOpening(ErasureReapplication erasures, VaultGate gate, TenantKeyring keyring, TimeProvider clock, ILogger<VaultOpening> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    /// <summary>One attempt, for tests and for tools that run no host.</summary>
    public async Task Open(CancellationToken ct)
    {
        var reapplied = await erasures.Reapply(ct);
        gate.Open();
        Opened(reapplied);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Open(stoppingToken);
                while (!gate.Closed.IsCompleted)
                {
                    await Task.WhenAny(gate.Closed, Task.Delay(SweepEvery, clock, stoppingToken));
                    stoppingToken.ThrowIfCancellationRequested();
                    keyring.Cache.Sweep();
                }

                Lost();
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(failure.GetType().Name);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The vault is open; {Reapplied} erasures had to be carried out again")]
    private partial void Opened(int reapplied);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The vault knows fewer erasures than before: an older backup was restored. Nothing is served until they are carried out again")]
    private partial void Lost();

    [LoggerMessage(Level = LogLevel.Error, Message = "The recorded erasures cannot be compared with the vault ({Failure}); nothing is served from it until they can")]
    private partial void Failed(string failure);
}
