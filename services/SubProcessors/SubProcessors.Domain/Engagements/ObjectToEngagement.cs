using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Agreements;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>A customer objects to what it was told. It counts when it was made within the customer's notice period, whenever it is recorded.</summary>
public sealed record ObjectToEngagement : EngagementCommand
{
    public required Customer Customer { get; init; }

    /// <summary>One line about processing; null: none was given, and none is needed.</summary>
    public required string? Reason { get; init; }

    /// <summary>When the customer objected.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}

public static partial class EngagementDecider
{
    private static Decision<EngagementEvent> Decide(ObjectToEngagement command, Engagement known) => known switch
    {
        _ when AgreementRefusals.OfCustomer(command.Customer.CustomerId) is { } refusal => refusal,
        _ when command.Customer.Agreement.At(command.OccurredAt) is null => AgreementRefusals.CustomerUnknown,
        _ when command.Reason is { } reason && !Shape.IsText(reason, atMost: 500) => EngagementRefusals.ReasonRequired,
        { RetiredAt: not null } => EngagementRefusals.Retired,
        { Versions.IsEmpty: true } => EngagementRefusals.NotAnnounced,
        _ when CheckTime(command, command.OccurredAt, after: known.Versions[0].At) is { } refusal => refusal,
        _ => DecideInTime(command, known),
    };

    // Whoever objects to the terms that were announced last objects to all that it could still object to.
    private static Decision<EngagementEvent> DecideInTime(ObjectToEngagement command, Engagement known)
    {
        var open = known.Versions.FindAll(told =>
            told.Introduction != Introduction.Listed
            && told.At <= command.OccurredAt
            && command.OccurredAt < Activation.PeriodEnd(told.At, Activation.NoticeDays(told, command.Customer)));
        var objected = known.Objections
            .Where(objection => objection.CustomerId == command.Customer.CustomerId && objection.WithdrawnAt is null)
            .Select(objection => objection.TermsNumber);
        return open.IsEmpty
            ? EngagementRefusals.NoticePeriodOver
            : new Decision<EngagementEvent>.Accepted(
            [
                .. open.Select(told => told.Number).Except(objected)
                    .Select(number => new EngagementObjected(known.RegisterId, known.VendorId, command.Customer.CustomerId, number, command.Reason, command.OccurredAt)),
            ]);
    }
}
