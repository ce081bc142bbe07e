using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Sealing;

/// <summary>Seals what is recorded. That two never extend the same tree holds even without the leader's lock: the store refuses the second.</summary>
internal sealed class Sealer(
    SealingPass pass,
    StoreGate gate,
    [FromKeyedServices(EvidenceRegistration.SealerConnection)] NpgsqlDataSource source,
    TimeProvider clock,
    ILogger<Sealer> log) : LeadingService("sealer", new(source), gate, clock, log)
{
    /// <summary>From one look to the next. Events that come meanwhile are sealed together, under one signature; a quarter of a second keeps the promise of one with room.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    protected override async Task Lead(CancellationToken leading)
    {
        while (true)
        {
            if (await pass.Run(leading) < SealingPass.MostEvents)
            {
                await Task.Delay(LookEvery, Clock, leading);
            }
        }
    }
}
