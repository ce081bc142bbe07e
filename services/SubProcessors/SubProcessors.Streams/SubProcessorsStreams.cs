using PrivacyPlatform.EventStore;
using PrivacyPlatform.Replay;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Disclosures;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Vendors;
using static PrivacyPlatform.SubProcessors.Agreements.AgreementEvent;
using static PrivacyPlatform.SubProcessors.Disclosures.DisclosureEvent;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;
using static PrivacyPlatform.SubProcessors.Mechanisms.MechanismEvent;
using static PrivacyPlatform.SubProcessors.Notices.DeliveryEvent;
using static PrivacyPlatform.SubProcessors.Notices.NoticeEvent;
using static PrivacyPlatform.SubProcessors.Registers.RegisterEvent;
using static PrivacyPlatform.SubProcessors.Vendors.VendorEvent;

namespace PrivacyPlatform.SubProcessors;

/// <summary>
/// The rules and under which names their events are stored: all that it takes to replay what the registry recorded. The service adds to it what only
/// runs there; an offline verifier adds nothing.
/// </summary>
public static class SubProcessorsStreams
{
    public static StreamType<RegisterCommand, RegisterState, RegisterEvent> Registers { get; } = new(
        "register",
        RegisterDecider.Decider,
        new EventTypes<RegisterEvent>().Map<RegisterDefined>("register_defined"));

    public static StreamType<VendorCommand, VendorState, VendorEvent> Vendors { get; } = new(
        "vendor",
        VendorDecider.Decider,
        new EventTypes<VendorEvent>()
            .Map<VendorDescribed>("vendor_described")
            .Map<VendorObserved>("vendor_observed")
            .Map<SubProcessorsDeclared>("sub_processors_declared")
            .Map<ControlAttested>("control_attested")
            .Map<VendorCertified>("vendor_certified"));

    public static StreamType<EngagementCommand, EngagementState, EngagementEvent> Engagements { get; } = new(
        "engagement",
        EngagementDecider.Decider,
        new EventTypes<EngagementEvent>()
            .Map<EngagementListed>("engagement_listed")
            .Map<EngagementProposed>("engagement_proposed")
            .Map<EngagementAnnounced>("engagement_announced")
            .Map<EngagementReplacedInEmergency>("engagement_replaced_in_emergency")
            .Map<EngagementAmended>("engagement_amended")
            .Map<EngagementObjected>("engagement_objected")
            .Map<ObjectionWithdrawn>("objection_withdrawn")
            .Map<EngagementActivated>("engagement_activated")
            .Map<EngagementSuspended>("engagement_suspended")
            .Map<EngagementResumed>("engagement_resumed")
            .Map<EngagementRetired>("engagement_retired"));

    public static StreamType<MechanismCommand, MechanismState, MechanismEvent> Mechanisms { get; } = new(
        "mechanism",
        MechanismDecider.Decider,
        new EventTypes<MechanismEvent>()
            .Map<MechanismDefined>("mechanism_defined")
            .Map<TransferMechanismInvalidated>("transfer_mechanism_invalidated"));

    public static StreamType<AgreementCommand, AgreementState, AgreementEvent> Agreements { get; } = new(
        "agreement",
        AgreementDecider.Decider,
        new EventTypes<AgreementEvent>().Map<AgreementRecorded>("agreement_recorded").Map<AgreementEnded>("agreement_ended"));

    public static StreamType<DisclosureCommand, DisclosureState, DisclosureEvent> Disclosures { get; } = new(
        "disclosure",
        DisclosureDecider.Decider,
        new EventTypes<DisclosureEvent>().Map<DisclosureRecorded>("disclosure_recorded"));

    public static StreamType<NoticeCommand, NoticeState, NoticeEvent> Notices { get; } = new(
        "notice",
        NoticeDecider.Decider,
        new EventTypes<NoticeEvent>()
            .Map<NoticeIssued>("notice_issued")
            .Map<NoticeDeliveryAttempted>("notice_delivery_attempted")
            .Map<NoticeResent>("notice_resent"));

    public static StreamType<DeliveryCommand, DeliveryState, DeliveryEvent> Deliveries { get; } = new(
        "delivery",
        DeliveryDecider.Decider,
        new EventTypes<DeliveryEvent>().Map<DeliveryConfigured>("delivery_configured"));

    /// <summary>What reviewers are shown, and compare with what the events lead to.</summary>
    public static IReadOnlyList<StreamStates> States { get; } =
    [
        StreamStates.Of(Registers), StreamStates.Of(Vendors), StreamStates.Of(Engagements), StreamStates.Of(Mechanisms), StreamStates.Of(Agreements), StreamStates.Of(Disclosures),
        StreamStates.Of(Notices), StreamStates.Of(Deliveries),
    ];
}
