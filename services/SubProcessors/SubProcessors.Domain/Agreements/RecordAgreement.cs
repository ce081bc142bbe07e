using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Agreements.AgreementEvent;
using static PrivacyPlatform.SubProcessors.Agreements.AgreementState;

namespace PrivacyPlatform.SubProcessors.Agreements;

/// <summary>Record which version of the agreement a customer has; see <see cref="AgreementRecorded"/>.</summary>
public sealed record RecordAgreement(string CustomerId, string DpaVersion, int NoticeDays, DateTimeOffset From) : AgreementCommand;

public static partial class AgreementDecider
{
    private static Decision<AgreementEvent> Decide(RecordAgreement command, AgreementState state) => command switch
    {
        _ when AgreementRefusals.OfCustomer(command.CustomerId) is { } refusal => refusal,
        _ when !Shape.IsLabel(command.DpaVersion) => AgreementRefusals.VersionMalformed,
        { NoticeDays: < 0 or > 365 } => AgreementRefusals.NoticeDaysMalformed,
        _ when state is Known { EndedAt: null, Versions: var versions } && versions[^1] == new AgreedVersion(command.DpaVersion, command.NoticeDays, command.From) =>
            Decision<AgreementEvent>.Nothing,
        _ => new AgreementRecorded(command.CustomerId, command.DpaVersion, command.NoticeDays, command.From),
    };
}
