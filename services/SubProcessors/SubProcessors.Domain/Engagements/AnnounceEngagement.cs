using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>Tell the customers of a draft. From now on each one's notice period runs.</summary>
public sealed record AnnounceEngagement : EngagementCommand
{
    public required EngagementFacts Facts { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(AnnounceEngagement command, Engagement known) => known switch
    {
        { RetiredAt: not null } => EngagementRefusals.Retired,
        { Versions.IsEmpty: false } => Decision<EngagementEvent>.Nothing,
        _ when command.Facts.Check(known.Terms, before: null, command.RecordedAt) is { } refusal => refusal,
        _ => new EngagementAnnounced(known.RegisterId, known.VendorId, known.Terms, command.Facts.NoticeDays, command.RecordedAt),
    };
}
