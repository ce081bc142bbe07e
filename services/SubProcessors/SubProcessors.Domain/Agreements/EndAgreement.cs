using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Agreements.AgreementEvent;
using static PrivacyPlatform.SubProcessors.Agreements.AgreementState;

namespace PrivacyPlatform.SubProcessors.Agreements;

/// <summary>Record that a customer's agreement ended.</summary>
public sealed record EndAgreement(string CustomerId, DateTimeOffset At) : AgreementCommand;

public static partial class AgreementDecider
{
    private static Decision<AgreementEvent> Decide(EndAgreement command, AgreementState state) => state switch
    {
        _ when AgreementRefusals.OfCustomer(command.CustomerId) is { } refusal => refusal,
        Known { EndedAt: { } } => Decision<AgreementEvent>.Nothing,
        Known known when command.At < known.Versions[^1].From => AgreementRefusals.EndsBeforeItBegins,
        Known => new AgreementEnded(command.CustomerId, command.At),
        _ => AgreementRefusals.CustomerUnknown,
    };
}
