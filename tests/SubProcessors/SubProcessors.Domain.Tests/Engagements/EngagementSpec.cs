using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Tests.Engagements;

/// <summary>One engagement, a customer with 14 days of notice, and a register with 30. Days are counted from 2026-01-01, 09:00 UTC.</summary>
public abstract class EngagementSpec
{
    protected const string Id = "billing-acme";

    protected static readonly EngagementTerms Terms = new(
        "privacy@acme.example",
        [new(Place.Country("US"), LocationUse.Storage), new(Place.Bloc("EU"), LocationUse.Access)],
        [new("Payments", ProcessingRole.Processor)],
        ["name", "billing_address"],
        AlsoCollected: [],
        "scc-2021",
        "https://acme.example/privacy",
        Order: 1);

    protected static readonly EngagementTerms InIndiaToo = Terms with { Locations = [.. Terms.Locations, new(Place.Country("IN"), LocationUse.Access)] };

    protected static readonly EngagementFacts Facts = new(Laws.File, [Regime.EuGdpr], [], NoticeDays: 30);

    protected static readonly Customer Norse = new("norse", new AgreementState.Known("norse", [new("2025-01", 14, Day(-300))], EndedAt: null));

    protected static readonly Customer Stranger = new("stranger", AgreementState.Initial);

    protected static readonly EngagementProposed Proposed = new("billing", "acme", Terms);

    protected static readonly EngagementAnnounced Announced = new("billing", "acme", Terms, 30, Day(1));

    protected static readonly EngagementListed Listed = new("billing", "acme", Terms, Day(0));

    protected static readonly EngagementReplacedInEmergency Replaced = new("billing", "acme", Terms, "billing-old", "The old one was breached.", 30, Day(1));

    protected static readonly EngagementObjected Objected = new("billing", "acme", "norse", 1, null, Day(2));

    protected static readonly EngagementRetired Retired = new("billing", "acme", null, Day(50));

    protected static readonly EngagementSuspended Suspended = new("billing", "acme", "A breach is looked into.", Day(40));

    protected DeciderSpec<EngagementCommand, EngagementState, EngagementEvent> Spec { get; } = new(EngagementDecider.Decider);

    protected static DateTimeOffset Day(double day) => new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero).AddDays(day);

    protected static Engagement Of(params EngagementEvent[] history) => ((EngagementState.Known)EngagementDecider.Decider.Fold(history)).Engagement;
}
