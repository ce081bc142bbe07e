using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Disclosures;

public abstract record DisclosureCommand;

/// <summary>The rules of one sharing. Each command's rule sits in the file named after the command.</summary>
public static partial class DisclosureDecider
{
    public static Decider<DisclosureCommand, DisclosureState, DisclosureEvent> Decider { get; } =
        new(Decide, DisclosureState.Evolve, DisclosureState.Initial);

    public static Decision<DisclosureEvent> Decide(DisclosureCommand command, DisclosureState state) => command switch
    {
        RecordDisclosure record => Decide(record, state),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };
}
