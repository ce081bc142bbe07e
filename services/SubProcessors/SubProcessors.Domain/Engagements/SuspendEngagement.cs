using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>Stop an engagement for everybody, until it is resumed.</summary>
public sealed record SuspendEngagement : EngagementCommand
{
    public required string Reason { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(SuspendEngagement command, Engagement known) => known switch
    {
        _ when !Shape.IsText(command.Reason, atMost: 500) => EngagementRefusals.ReasonRequired,
        { RetiredAt: not null } => EngagementRefusals.Retired,
        { Versions.IsEmpty: true } => EngagementRefusals.NotAnnounced,
        { IsSuspended: true } => Decision<EngagementEvent>.Nothing,
        _ when CheckTime(command, command.OccurredAt, after: known.Suspensions.IsEmpty ? known.Versions[0].At : known.Suspensions[^1].Until) is { } refusal => refusal,
        _ => new EngagementSuspended(known.RegisterId, known.VendorId, command.Reason, command.OccurredAt),
    };
}
