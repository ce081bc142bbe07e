using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>
/// Record that terms have become active for a customer, so that others are told. It changes nothing: the answer to "is it active?" follows from the
/// facts, whether or not this was recorded.
/// </summary>
public sealed record RecordActivation : EngagementCommand
{
    /// <summary>Null: for customers without an agreement of their own.</summary>
    public required Customer? Customer { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(RecordActivation command, Engagement known) => Activation.At(known, command.Customer, command.RecordedAt) switch
    {
        { Kind: not StandingKind.Active } => EngagementRefusals.NotActive,
        { InForce: { Introduction: Introduction.Listed } } => Decision<EngagementEvent>.Nothing,
        { InForce: var version } when known.Activations.Contains(new(command.Customer?.CustomerId, version!.Number)) => Decision<EngagementEvent>.Nothing,
        { InForce: var version, Since: var since } => new EngagementActivated(
            known.RegisterId, known.VendorId, command.Customer?.CustomerId, version!.Number, since!.Value, version.Introduction == Introduction.Emergency),
    };
}
