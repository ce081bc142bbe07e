using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Transfers;
using static PrivacyPlatform.SubProcessors.Registers.RegisterEvent;
using static PrivacyPlatform.SubProcessors.Registers.RegisterState;

namespace PrivacyPlatform.SubProcessors.Registers;

/// <summary>Define a register, or define it anew; see <see cref="RegisterDefined"/>.</summary>
public sealed record DefineRegister(
    string RegisterId,
    string Title,
    int NoticeDays,
    IReadOnlyList<ProcessingRole> ExporterRoles,
    IReadOnlyList<Regime> Regimes,
    bool IsPublic) : RegisterCommand;

public static partial class RegisterDecider
{
    private static Decision<RegisterEvent> Decide(DefineRegister command, RegisterState state)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        ProcessingRole[] roles = [.. command.ExporterRoles.Distinct().Order()];
        Regime[] regimes = [.. command.Regimes.Distinct().Order()];
        return state is Defined { Register: var known }
            && known.Title == command.Title
            && known.NoticeDays == command.NoticeDays
            && known.IsPublic == command.IsPublic
            && known.ExporterRoles.SequenceEqual(roles)
            && known.Regimes.SequenceEqual(regimes)
                ? Decision<RegisterEvent>.Nothing
                : new RegisterDefined(command.RegisterId, command.Title, command.NoticeDays, roles, regimes, command.IsPublic);
    }

    private static Refusal? Check(DefineRegister command) => command switch
    {
        _ when RegisterRefusals.OfId(command.RegisterId) is { } refusal => refusal,
        _ when !Shape.IsText(command.Title, atMost: 200) => RegisterRefusals.TitleMalformed,
        { NoticeDays: < 0 or > 365 } => RegisterRefusals.NoticeDaysMalformed,
        _ when !command.ExporterRoles.All(Enum.IsDefined) => RegisterRefusals.RoleMalformed,
        _ when command.Regimes.Count == 0 || !command.Regimes.All(Enum.IsDefined) => RegisterRefusals.RegimeRequired,
        _ => null,
    };
}
