using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.SubProcessors.Service.Contract;
using static PrivacyPlatform.SubProcessors.Mechanisms.MechanismEvent;

namespace PrivacyPlatform.SubProcessors.Service.Mechanisms;

/// <summary>What a mechanism's stream registers beside its rules: read model, announcements.</summary>
internal static class MechanismModule
{
    public static EventTypes<MechanismEvent> Events => SubProcessorsStreams.Mechanisms.Events;

    public static StreamType<MechanismCommand, MechanismState, MechanismEvent> Stream { get; } = SubProcessorsStreams.Mechanisms with
    {
        ReadModel = new StatesReadModel<MechanismCommand, MechanismState, MechanismEvent>("mechanism", MechanismDecider.Decider, state => state as MechanismState.Recorded),
    };

    public static AnnouncementMap AnnounceMechanisms(this AnnouncementMap map) => map
        .Announce("transfer_mechanism_invalidated", recorded =>
        {
            var invalidated = (TransferMechanismInvalidated)Events.Read(recorded);
            return new V1.TransferMechanismInvalidated
            {
                MechanismId = invalidated.MechanismId,
                From = CallDay.Write(invalidated.From),
                Reason = invalidated.Reason,
                RecordedAt = recorded.RecordedAt.ToTimestamp(),
                Version = recorded.Version,
            };
        })
        .NotAnnounced("mechanism_defined", "What our own answers rest on; whoever wants it asks.");
}
