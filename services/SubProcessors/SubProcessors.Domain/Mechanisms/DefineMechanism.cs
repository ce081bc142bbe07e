using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Transfers;
using static PrivacyPlatform.SubProcessors.Mechanisms.MechanismEvent;
using static PrivacyPlatform.SubProcessors.Mechanisms.MechanismState;

namespace PrivacyPlatform.SubProcessors.Mechanisms;

/// <summary>Define a mechanism of the tenant's own, or define it anew.</summary>
/// <param name="Law">The data file's, without what tenants recorded: its mechanisms cannot be defined over.</param>
public sealed record DefineMechanism(
    string MechanismId,
    MechanismKind Kind,
    string Title,
    IReadOnlyList<Regime> Regimes,
    DateOnly From,
    DateOnly? Until,
    IReadOnlyList<string> Places,
    bool NeedsCertification,
    TransferLaw Law) : MechanismCommand;

public static partial class MechanismDecider
{
    private static Decision<MechanismEvent> Decide(DefineMechanism command, MechanismState state)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        string[] places = [.. command.Places.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Regime[] regimes = [.. command.Regimes.Distinct().Order()];
        return state is Recorded { Defined: { } known }
            && (known.Kind, known.Title, known.From, known.Until, known.NeedsCertification) == (command.Kind, command.Title, command.From, command.Until, command.NeedsCertification)
            && known.Regimes.SequenceEqual(regimes)
            && known.Places.SequenceEqual(places, StringComparer.Ordinal)
                ? Decision<MechanismEvent>.Nothing
                : new MechanismDefined(command.MechanismId, command.Kind, command.Title, regimes, command.From, command.Until, places, command.NeedsCertification);
    }

    private static Refusal? Check(DefineMechanism command) => command switch
    {
        _ when MechanismRefusals.OfId(command.MechanismId) is { } refusal => refusal,
        _ when command.Law.Mechanisms.ContainsKey(command.MechanismId) => MechanismRefusals.Reserved,
        _ when !Enum.IsDefined(command.Kind) => MechanismRefusals.KindRequired,
        _ when !Shape.IsText(command.Title, atMost: 200) => MechanismRefusals.TitleMalformed,
        _ when command.Regimes.Count == 0 || !command.Regimes.All(Enum.IsDefined) => MechanismRefusals.RegimeRequired,
        _ when !command.Places.All(code => command.Law.Knows(Place.Country(code)) || command.Law.Knows(Place.Bloc(code))) => MechanismRefusals.PlaceUnknown,
        _ when command.Until <= command.From => MechanismRefusals.DatesOutOfOrder,
        _ => null,
    };
}
