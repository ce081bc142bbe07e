using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>End an engagement, for good. What needs no permission is refused in no state but one: it can end only once.</summary>
public sealed record RetireEngagement : EngagementCommand
{
    /// <summary>The engagement that stands in its place; null: none.</summary>
    public required string? ReplacedBy { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(RetireEngagement command, Engagement known) => known switch
    {
        { RetiredAt: not null } => Decision<EngagementEvent>.Nothing,
        _ when command.ReplacedBy is { } other && (!Shape.IsCode(other) || other == command.EngagementId) => EngagementRefusals.ReplacesItself,
        _ when CheckTime(command, command.OccurredAt, after: LastChange(known)) is { } refusal => refusal,
        _ => new EngagementRetired(known.RegisterId, known.VendorId, command.ReplacedBy, command.OccurredAt),
    };

    private static DateTimeOffset? LastChange(Engagement known) =>
        known.Versions.Select(version => (DateTimeOffset?)version.At)
            .Concat(known.Suspensions.SelectMany(suspension => new[] { suspension.From, suspension.Until }))
            .Max();
}
