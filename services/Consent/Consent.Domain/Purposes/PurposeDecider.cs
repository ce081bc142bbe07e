using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Purposes;

public abstract record PurposeCommand;

/// <summary>The rules of one purpose. Each command's rule sits in the file named after the command.</summary>
public static partial class PurposeDecider
{
    public static Decider<PurposeCommand, PurposeState, PurposeEvent> Decider { get; } =
        new(Decide, PurposeState.Evolve, PurposeState.Initial);

    public static Decision<PurposeEvent> Decide(PurposeCommand command, PurposeState state) => command switch
    {
        DefinePurpose define => Decide(define, state),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };
}
