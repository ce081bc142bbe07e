using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Registers;

public abstract record RegisterCommand;

/// <summary>The rules of one register. Each command's rule sits in the file named after the command.</summary>
public static partial class RegisterDecider
{
    public static Decider<RegisterCommand, RegisterState, RegisterEvent> Decider { get; } =
        new(Decide, RegisterState.Evolve, RegisterState.Initial);

    public static Decision<RegisterEvent> Decide(RegisterCommand command, RegisterState state) => command switch
    {
        DefineRegister define => Decide(define, state),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };
}
