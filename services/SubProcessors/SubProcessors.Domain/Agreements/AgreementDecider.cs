using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Agreements;

public abstract record AgreementCommand;

/// <summary>The rules of one customer's agreement. Each command's rule sits in the file named after the command.</summary>
public static partial class AgreementDecider
{
    public static Decider<AgreementCommand, AgreementState, AgreementEvent> Decider { get; } =
        new(Decide, AgreementState.Evolve, AgreementState.Initial);

    public static Decision<AgreementEvent> Decide(AgreementCommand command, AgreementState state) => command switch
    {
        RecordAgreement record => Decide(record, state),
        EndAgreement end => Decide(end, state),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };
}
