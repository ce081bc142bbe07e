using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>Let a suspended engagement go on. Its transfers need a mechanism that is valid now.</summary>
public sealed record ResumeEngagement : EngagementCommand
{
    public required DateTimeOffset OccurredAt { get; init; }

    public required EngagementFacts Facts { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(ResumeEngagement command, Engagement known) => known switch
    {
        { RetiredAt: not null } => EngagementRefusals.Retired,
        { Suspensions.IsEmpty: true } => EngagementRefusals.NotSuspended,
        { IsSuspended: false } => Decision<EngagementEvent>.Nothing,
        _ when CheckTime(command, command.OccurredAt, after: known.Suspensions[^1].From) is { } refusal => refusal,
        _ when command.Facts.Check(known.Terms, known.Terms, command.OccurredAt) is { } refusal => refusal,
        _ => new EngagementResumed(known.RegisterId, known.VendorId, command.OccurredAt),
    };
}
