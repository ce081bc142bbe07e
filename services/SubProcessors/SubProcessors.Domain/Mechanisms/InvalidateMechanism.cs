using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Transfers;
using static PrivacyPlatform.SubProcessors.Mechanisms.MechanismEvent;
using static PrivacyPlatform.SubProcessors.Mechanisms.MechanismState;

namespace PrivacyPlatform.SubProcessors.Mechanisms;

/// <summary>Record that nothing may rest on a mechanism from a day on. The day may be past (a judgment that is read later) or to come.</summary>
/// <param name="Law">The data file's, without what tenants recorded.</param>
public sealed record InvalidateMechanism(string MechanismId, DateOnly From, string Reason, TransferLaw Law) : MechanismCommand;

public static partial class MechanismDecider
{
    private static Decision<MechanismEvent> Decide(InvalidateMechanism command, MechanismState state)
    {
        var known = (state as Recorded)?.Defined ?? command.Law.Mechanisms.GetValueOrDefault(command.MechanismId);
        return command switch
        {
            _ when MechanismRefusals.OfId(command.MechanismId) is { } refusal => refusal,
            _ when known is null => MechanismRefusals.Unknown,
            _ when !Shape.IsText(command.Reason, atMost: 500) => MechanismRefusals.ReasonRequired,
            _ when command.From < known.From => MechanismRefusals.InvalidBeforeItBegan,
            _ when state is Recorded { InvalidFrom: { } from, Reason: var reason } && from == command.From && reason == command.Reason => Decision<MechanismEvent>.Nothing,
            _ => new TransferMechanismInvalidated(command.MechanismId, command.From, command.Reason),
        };
    }
}
