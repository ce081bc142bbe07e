using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// Compares the store of events with what the vault knows of it, keeps the store's gate closed while the store is older, and says so. It opens
/// only when the vault is open, which is when the erasures are carried out again.
/// </summary>
internal sealed partial class StoreWatch(VaultTables vault, VaultGate keys, EventFeed feed, StoreGate gate, TimeProvider clock, ILogger<StoreWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>While it is closed, somebody waits.</summary>
    private static readonly TimeSpan LookSoon = TimeSpan.FromMilliseconds(100);

    private bool told;

    /// <summary>One look, for tests and for tools that run no host.</summary>
    public async Task Look(CancellationToken ct)
    {
        var known = await HighWater.Read(vault.Source, ct);
        var there = await feed.End(ct); // after the other: what is known was there before
        if (known.RestoredFrom is not null || there < known.Position)
        {
            Refuse(known, there);
            return;
        }

        if (there > known.Position)
        {
            await HighWater.Raise(vault.Source, there, ct);
        }

        if (keys.IsOpen && !gate.IsOpen)
        {
            gate.Open();
            Opened(there);
        }

        told = false;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
            }
#pragma warning disable CA1031 // an outage, most likely: it says nothing about which store will come back, so the gate stays as it is
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Failed(failure.GetType().Name);
            }

            await Task.Delay(gate.IsOpen ? LookEvery : LookSoon, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Refuse(HighWater known, long there)
    {
        gate.Close(known.RestoredFrom is { } backup
            ? string.Create(CultureInfo.InvariantCulture, $"a backup of {backup:u} was restored, and nobody has accepted that yet")
            : string.Create(CultureInfo.InvariantCulture, $"the store has {there} of at least {known.Position} events: it is an older one"));
        if (!told)
        {
            told = true;
            Older(gate.Reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Nothing is served: {Reason}. An operator accepts it with: privacy accept-restored")]
    private partial void Older(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The store is what it was known to be, at position {Position}")]
    private partial void Opened(long position);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store cannot be compared with what is known of it ({Failure}); tried again")]
    private partial void Failed(string failure);
}
