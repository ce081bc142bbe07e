using System.Text.Json;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Disclosures;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;
using static PrivacyPlatform.SubProcessors.Agreements.AgreementEvent;
using static PrivacyPlatform.SubProcessors.Disclosures.DisclosureEvent;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;
using static PrivacyPlatform.SubProcessors.Mechanisms.MechanismEvent;
using static PrivacyPlatform.SubProcessors.Notices.DeliveryEvent;
using static PrivacyPlatform.SubProcessors.Notices.NoticeEvent;
using static PrivacyPlatform.SubProcessors.Registers.RegisterEvent;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;

namespace PrivacyPlatform.SubProcessors.Tests;

/// <summary>An event that a state does not know is an error; here is one of each, and none is forgotten.</summary>
public sealed class EveryEventTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly EngagementTerms Terms = new(null, [new(Place.Unknown, LocationUse.Unknown)], [new("Payments", ProcessingRole.Processor)], [], [], null, null, null);

    private static readonly RegisterEvent[] Registers = [new RegisterDefined("r", "R", 30, [], [Regime.EuGdpr], true)];

    private static readonly MechanismEvent[] Mechanisms =
    [
        new MechanismDefined("m", MechanismKind.BindingCorporateRules, "M", [Regime.EuGdpr], Day, null, [], true),
        new TransferMechanismInvalidated("m", Day, "A judgment"),
    ];

    private static readonly AgreementEvent[] Agreements = [new AgreementRecorded("c", "1", 30, At), new AgreementEnded("c", At)];

    private static readonly VendorEvent[] Vendors =
    [
        new VendorDescribed("v", null, false, null, [], null),
        new VendorObserved("v", "V", "r", [], [], At),
        new SubProcessorsDeclared("v", [new("w", null, [])]),
        new ControlAttested("v", "two-factor-sign-in", true, "dpo", Day, null),
        new VendorCertified("v", "eu-us-dpf", Day, null),
    ];

    private static readonly DisclosureEvent[] Disclosures =
        [new DisclosureRecorded("d", RecipientCategory.ThirdPartyServices, "v", DisclosureGround.ServiceProvision, ["contact"], null, null, At)];

    private static readonly NoticeEvent[] Notices =
    [
        new NoticeIssued(new("c", "r", "e", "v", 1, Introduction.Announced, At, 30, At), [DeliveryChannel.Webhook], At),
        new NoticeDeliveryAttempted(DeliveryChannel.Webhook, 1, DeliveryResult.RejectedForGood, At, null),
        new NoticeResent([DeliveryChannel.Webhook], At),
    ];

    private static readonly DeliveryEvent[] Deliveries = [new DeliveryConfigured("c", new("v1", "k", "n", "d", "p"), null, 1)];

    // In an order in which they can happen.
    private static readonly EngagementEvent[] Engagements =
    [
        new EngagementProposed("r", "v", Terms),
        new EngagementAnnounced("r", "v", Terms, 30, At),
        new EngagementAmended("r", "v", 2, Terms with { Order = 2 }, AmendmentWay.Announced, 30, At),
        new EngagementObjected("r", "v", "c", 1, null, At),
        new ObjectionWithdrawn("r", "v", "c", 1, At),
        new EngagementActivated("r", "v", "c", 1, At, false),
        new EngagementSuspended("r", "v", "A breach", At),
        new EngagementResumed("r", "v", At),
        new EngagementRetired("r", "v", null, At),
    ];

    private static readonly EngagementEvent[] OtherBeginnings =
        [new EngagementListed("r", "v", Terms, At), new EngagementReplacedInEmergency("r", "v", Terms, "e", "A breach", 30, At)];

    [Fact]
    public void Every_event_changes_the_state_that_it_meets()
    {
        Changes(RegisterDecider.Decider, Registers);
        Changes(MechanismDecider.Decider, Mechanisms);
        Changes(AgreementDecider.Decider, Agreements);
        Changes(VendorDecider.Decider, Vendors);
        Changes(DisclosureDecider.Decider, Disclosures);
        Changes(NoticeDecider.Decider, Notices);
        Changes(DeliveryDecider.Decider, Deliveries);
        Changes(EngagementDecider.Decider, Engagements);
        OtherBeginnings.ShouldAllBe(beginning => EngagementState.Evolve(EngagementState.Initial, beginning) != EngagementState.Initial);
    }

    [Fact]
    public void An_event_that_cannot_follow_is_an_error() =>
        Should.Throw<InvalidOperationException>(() => EngagementState.Evolve(EngagementState.Initial, new EngagementResumed("r", "v", At)));

    [Fact]
    public void None_is_forgotten() =>
        new object[][] { Registers, Mechanisms, Agreements, Vendors, Disclosures, Notices, Deliveries, Engagements, OtherBeginnings }.SelectMany(events => events).Select(e => e.GetType())
            .ShouldBe(Roots.SelectMany(root => root.GetNestedTypes().Where(root.IsAssignableFrom)), ignoreOrder: true);

    internal static IReadOnlyList<Type> Roots { get; } =
    [
        typeof(RegisterEvent), typeof(MechanismEvent), typeof(AgreementEvent), typeof(VendorEvent), typeof(DisclosureEvent), typeof(NoticeEvent), typeof(DeliveryEvent),
        typeof(EngagementEvent),
    ];

    private static void Changes<TCommand, TState, TEvent>(Decider<TCommand, TState, TEvent> decider, IEnumerable<TEvent> events)
    {
        var state = decider.Initial;
        foreach (var @event in events)
        {
            var after = decider.Evolve(state, @event);
            Content(after).ShouldNotBe(Content(state), $"{@event!.GetType().Name} changed nothing");
            state = after;
        }
    }

    private static string Content<TState>(TState state) => $"{state!.GetType().Name} {JsonSerializer.Serialize(state, state.GetType())}";
}
