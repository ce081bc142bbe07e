using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>Give an engagement other terms. A draft just changes; afterwards customers get notice, unless it is a correction.</summary>
public sealed record AmendEngagement : EngagementCommand
{
    public required EngagementTerms Terms { get; init; }

    /// <summary>The new terms say better what was so already. Refused where they allow the vendor anything new.</summary>
    public required bool IsCorrection { get; init; }

    public required EngagementFacts Facts { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(AmendEngagement command, Engagement known) => known switch
    {
        { RetiredAt: not null } => EngagementRefusals.Retired,
        _ when Check(command.Terms, command.Facts) is { } refusal => refusal,
        _ when known.Terms.IsSame(command.Terms) => Decision<EngagementEvent>.Nothing,
        _ when command.Facts.Check(command.Terms, known.Versions.IsEmpty ? null : known.Terms, command.RecordedAt) is { } refusal => refusal,
        { Versions.IsEmpty: true } => Amended(command, known, 0, AmendmentWay.Draft),
        _ when command.IsCorrection && command.Terms.AddTo(known.Terms) => EngagementRefusals.CorrectionAdds,
        _ when command.IsCorrection => Amended(command, known, known.Versions[^1].Number, AmendmentWay.Correction),
        _ => Amended(command, known, known.Versions[^1].Number + 1, AmendmentWay.Announced),
    };

    private static EngagementAmended Amended(AmendEngagement command, Engagement known, int number, AmendmentWay way) =>
        new(known.RegisterId, known.VendorId, number, command.Terms, way, command.Facts.NoticeDays, command.RecordedAt);
}
