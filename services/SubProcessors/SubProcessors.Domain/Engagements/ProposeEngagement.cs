using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>Propose an engagement: a draft that nobody outside sees.</summary>
public sealed record ProposeEngagement : EngagementCommand
{
    public required string RegisterId { get; init; }

    public required string VendorId { get; init; }

    public required EngagementTerms Terms { get; init; }

    public required EngagementFacts Facts { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(ProposeEngagement command, EngagementState state) => state switch
    {
        _ when CheckBeginning(command.RegisterId, command.VendorId, command.Terms, command.Facts, command.RecordedAt) is { } refusal => refusal,
        EngagementState.Known { Engagement: var known } when IsProposed(known, command) => Decision<EngagementEvent>.Nothing,
        EngagementState.Known => EngagementRefusals.Exists,
        _ => new EngagementProposed(command.RegisterId, command.VendorId, command.Terms),
    };

    private static bool IsProposed(Engagement known, ProposeEngagement command) =>
        known.RegisterId == command.RegisterId && known.VendorId == command.VendorId && known.Versions.IsEmpty && known.Terms.IsSame(command.Terms);
}
