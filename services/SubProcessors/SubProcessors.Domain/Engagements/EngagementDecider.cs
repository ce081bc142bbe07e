using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Engagements;

public abstract record EngagementCommand
{
    private protected EngagementCommand() { }

    public required string EngagementId { get; init; }

    /// <summary>When the service records it; UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>The rules of one engagement. Each command's rule sits in the file named after the command.</summary>
public static partial class EngagementDecider
{
    public static Decider<EngagementCommand, EngagementState, EngagementEvent> Decider { get; } =
        new(Decide, EngagementState.Evolve, EngagementState.Initial);

    public static Decision<EngagementEvent> Decide(EngagementCommand command, EngagementState state) => command switch
    {
        _ when EngagementRefusals.OfId(command.EngagementId) is { } refusal => refusal,
        ListEngagement list => Decide(list, state),
        ProposeEngagement propose => Decide(propose, state),
        ReplaceInEmergency replace => Decide(replace, state),
        _ when state is not EngagementState.Known => EngagementRefusals.Unknown,
        AnnounceEngagement announce => Decide(announce, Of(state)),
        AmendEngagement amend => Decide(amend, Of(state)),
        ObjectToEngagement objection => Decide(objection, Of(state)),
        WithdrawObjection withdraw => Decide(withdraw, Of(state)),
        RecordActivation activation => Decide(activation, Of(state)),
        SuspendEngagement suspend => Decide(suspend, Of(state)),
        ResumeEngagement resume => Decide(resume, Of(state)),
        RetireEngagement retire => Decide(retire, Of(state)),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };

    private static Engagement Of(EngagementState state) => ((EngagementState.Known)state).Engagement;

    // What must be so before an engagement can begin, in whatever way.
    private static Refusal? CheckBeginning(string registerId, string vendorId, EngagementTerms terms, EngagementFacts facts, DateTimeOffset at) =>
        RegisterRefusals.OfId(registerId)
        ?? VendorRefusals.OfId(vendorId)
        ?? (facts.Regimes is null ? RegisterRefusals.Unknown : null)
        ?? (facts.Certifications is null ? VendorRefusals.Unknown : null)
        ?? Check(terms, facts)
        ?? facts.Check(terms, before: null, at);

    private static Refusal? Check(EngagementTerms terms, EngagementFacts facts) => terms switch
    {
        { Contact: { } contact } when !ContactAddress.IsAddress(contact) => EngagementRefusals.ContactMalformed,
        { Locations.Count: 0 } => EngagementRefusals.LocationRequired,
        _ when !terms.Locations.All(location => facts.Law.Knows(location.Place) && Enum.IsDefined(location.Use)) => EngagementRefusals.LocationUnknown,
        { Purposes.Count: 0 } => EngagementRefusals.PurposeRequired,
        _ when !terms.Purposes.All(purpose => Shape.IsText(purpose.Purpose, atMost: 500) && Enum.IsDefined(purpose.Role)) => EngagementRefusals.PurposeRequired,
        _ when !terms.DataCategories.Concat(terms.AlsoCollected).All(Shape.IsCode) => EngagementRefusals.DataCategoryMalformed,
        { InformationUrl: { } url } when !Shape.IsUrl(url) => EngagementRefusals.InformationUrlMalformed,
        { Order: < 1 } => EngagementRefusals.OrderMalformed,
        _ => null,
    };

    private static Refusal? CheckTime(EngagementCommand command, DateTimeOffset occurredAt, DateTimeOffset? after) =>
        occurredAt > command.RecordedAt + ClockSkew.Allowed ? EngagementRefusals.InFuture
        : occurredAt < after ? EngagementRefusals.DatesOutOfOrder
        : null;
}
