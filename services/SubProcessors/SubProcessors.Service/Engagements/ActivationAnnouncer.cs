using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.SubProcessors.Service.Engagements;

/// <summary>Runs the pass every few seconds.</summary>
internal sealed class ActivationAnnouncer(ActivationPass pass, LeaderLock leaders, StoreGate gate, TimeProvider clock, ILogger<ActivationAnnouncer> log)
    : LeadingService("activations", leaders, gate, clock, log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    protected override async Task Lead(CancellationToken leading)
    {
        while (true)
        {
            await pass.Run(leading);
            await Task.Delay(LookEvery, Clock, leading);
        }
    }
}
