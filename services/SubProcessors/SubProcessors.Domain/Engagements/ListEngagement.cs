using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>
/// List an engagement that stood in the register before the register was kept here: it is active for everybody and no notice is given. Whatever is
/// new is proposed and announced.
/// </summary>
public sealed record ListEngagement : EngagementCommand
{
    public required string RegisterId { get; init; }

    public required string VendorId { get; init; }

    public required EngagementTerms Terms { get; init; }

    /// <summary>From when it is known to stand there; may be long ago, and its transfers are judged by that day.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    public required EngagementFacts Facts { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(ListEngagement command, EngagementState state) => state switch
    {
        _ when CheckBeginning(command.RegisterId, command.VendorId, command.Terms, command.Facts, command.OccurredAt) is { } refusal => refusal,
        _ when CheckTime(command, command.OccurredAt, after: null) is { } refusal => refusal,
        EngagementState.Known { Engagement: var known } when IsListed(known, command) => Decision<EngagementEvent>.Nothing,
        EngagementState.Known => EngagementRefusals.Exists,
        _ => new EngagementListed(command.RegisterId, command.VendorId, command.Terms, command.OccurredAt),
    };

    private static bool IsListed(Engagement known, ListEngagement command) =>
        known.RegisterId == command.RegisterId && known.VendorId == command.VendorId && known.RetiredAt is null && known.Terms.IsSame(command.Terms);
}
