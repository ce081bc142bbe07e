using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using static PrivacyPlatform.Consent.Purposes.PurposeEvent;

namespace PrivacyPlatform.Consent.Service.Purposes;

/// <summary>What a purpose's stream registers beside its rules: read model, announcements.</summary>
internal static class PurposeModule
{
    public static EventTypes<PurposeEvent> Events => ConsentStreams.Purposes.Events;

    public static StreamType<PurposeCommand, PurposeState, PurposeEvent> Stream { get; } = ConsentStreams.Purposes with { ReadModel = new PurposesReadModel() };

    public static AnnouncementMap AnnouncePurposes(this AnnouncementMap map) =>
        map.Announce("purpose_defined", recorded =>
        {
            var defined = (PurposeDefined)Events.Read(recorded);
            return new V1.PurposeDefined
            {
                PurposeId = defined.PurposeId,
                LegalBasis = (V1.LegalBasis)defined.LegalBasis,
                DataCategories = { defined.DataCategories },
                Role = (V1.ProcessingRole)defined.Role,
                OccurredAt = recorded.OccurredAt.ToTimestamp(),
                RecordedAt = recorded.RecordedAt.ToTimestamp(),
                Version = recorded.Version,
            };
        });
}
