using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Suppressions;

/// <summary>Something about an erased person.</summary>
public abstract record SuppressionCommand
{
    private protected SuppressionCommand() { }
}

/// <summary>The rules of one erased person's suppressions. Each command's rule sits in the file named after the command.</summary>
public static partial class SuppressionDecider
{
    public static Decider<SuppressionCommand, SuppressionState, SuppressionEvent> Decider { get; } =
        new(Decide, SuppressionState.Evolve, SuppressionState.Initial);

    public static Decision<SuppressionEvent> Decide(SuppressionCommand command, SuppressionState state) => command switch
    {
        SuppressConsent suppress => Decide(suppress, state),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };
}
