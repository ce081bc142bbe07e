using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Mechanisms;

public abstract record MechanismCommand;

/// <summary>The rules of one mechanism. Each command's rule sits in the file named after the command.</summary>
public static partial class MechanismDecider
{
    public static Decider<MechanismCommand, MechanismState, MechanismEvent> Decider { get; } =
        new(Decide, MechanismState.Evolve, MechanismState.Initial);

    public static Decision<MechanismEvent> Decide(MechanismCommand command, MechanismState state) => command switch
    {
        DefineMechanism define => Decide(define, state),
        InvalidateMechanism invalidate => Decide(invalidate, state),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };
}
