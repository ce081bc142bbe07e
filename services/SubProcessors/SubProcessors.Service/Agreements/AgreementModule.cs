using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.SubProcessors.Agreements;

namespace PrivacyPlatform.SubProcessors.Service.Agreements;

/// <summary>What an agreement's stream registers beside its rules: read model, announcements.</summary>
internal static class AgreementModule
{
    private const string OneCustomers = "The contract with one customer is nobody else's.";

    public static EventTypes<AgreementEvent> Events => SubProcessorsStreams.Agreements.Events;

    public static StreamType<AgreementCommand, AgreementState, AgreementEvent> Stream { get; } = SubProcessorsStreams.Agreements with
    {
        ReadModel = new StatesReadModel<AgreementCommand, AgreementState, AgreementEvent>("agreement", AgreementDecider.Decider, state => state as AgreementState.Known),
    };

    public static AnnouncementMap AnnounceAgreements(this AnnouncementMap map) =>
        map.NotAnnounced("agreement_recorded", OneCustomers).NotAnnounced("agreement_ended", OneCustomers);
}
