using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Agreements;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>A customer no longer objects: the terms hold for it from now on, or from the end of its notice period if that is later.</summary>
public sealed record WithdrawObjection : EngagementCommand
{
    public required string CustomerId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(WithdrawObjection command, Engagement known)
    {
        if (AgreementRefusals.OfCustomer(command.CustomerId) is { } malformed)
        {
            return malformed;
        }

        var mine = known.Objections.FindAll(objection => objection.CustomerId == command.CustomerId);
        var standing = mine.FindAll(objection => objection.WithdrawnAt is null);
        return command switch
        {
            _ when mine.IsEmpty => EngagementRefusals.NoObjection,
            _ when standing.IsEmpty => Decision<EngagementEvent>.Nothing,
            _ when known.RetiredAt is not null => EngagementRefusals.Retired,
            _ when CheckTime(command, command.OccurredAt, after: standing.Max(objection => objection.At)) is { } refusal => refusal,
            _ => new Decision<EngagementEvent>.Accepted(
            [
                .. standing.Select(objection =>
                    new ObjectionWithdrawn(known.RegisterId, known.VendorId, command.CustomerId, objection.TermsNumber, command.OccurredAt)),
            ]),
        };
    }
}
