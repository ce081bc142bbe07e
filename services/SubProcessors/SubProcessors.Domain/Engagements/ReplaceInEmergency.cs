using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>
/// Put an engagement in another's place at once, because waiting would do more harm. It is shown as such, with its reason, and customers can object
/// within their notice period. The other one is retired by a command of its own.
/// </summary>
public sealed record ReplaceInEmergency : EngagementCommand
{
    public required string RegisterId { get; init; }

    public required string VendorId { get; init; }

    public required EngagementTerms Terms { get; init; }

    /// <summary>The engagement in whose place it stands.</summary>
    public required string Replaces { get; init; }

    public required string Reason { get; init; }

    /// <summary>Whether the edge found the replaced engagement in the same register.</summary>
    public required bool ReplacedIsKnown { get; init; }

    public required EngagementFacts Facts { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(ReplaceInEmergency command, EngagementState state) => state switch
    {
        _ when CheckBeginning(command.RegisterId, command.VendorId, command.Terms, command.Facts, command.RecordedAt) is { } refusal => refusal,
        _ when !Shape.IsText(command.Reason, atMost: 500) => EngagementRefusals.ReasonRequired,
        _ when !command.ReplacedIsKnown || command.Replaces == command.EngagementId => EngagementRefusals.ReplacesItself,
        EngagementState.Known { Engagement: { Emergency: { } emergency } known }
            when emergency == new EmergencyReplacement(command.Replaces, command.Reason) && known.VendorId == command.VendorId && known.Terms.IsSame(command.Terms) =>
            Decision<EngagementEvent>.Nothing,
        EngagementState.Known => EngagementRefusals.Exists,
        _ => new EngagementReplacedInEmergency(
            command.RegisterId, command.VendorId, command.Terms, command.Replaces, command.Reason, command.Facts.NoticeDays, command.RecordedAt),
    };
}
