using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Notices;

public abstract record DeliveryCommand;

/// <summary>The rules of where one customer gets its notices. Each command's rule sits in the file named after the command.</summary>
public static partial class DeliveryDecider
{
    public static Decider<DeliveryCommand, DeliveryState, DeliveryEvent> Decider { get; } = new(Decide, DeliveryState.Evolve, DeliveryState.Initial);

    public static Decision<DeliveryEvent> Decide(DeliveryCommand command, DeliveryState state) => command switch
    {
        ConfigureDelivery configure => Decide(configure, state),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };
}
