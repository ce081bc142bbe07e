using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.SubProcessors.Disclosures;
using static PrivacyPlatform.SubProcessors.Disclosures.DisclosureEvent;

namespace PrivacyPlatform.SubProcessors.Service.Disclosures;

/// <summary>What a disclosure's stream registers beside its rules: read model, announcements.</summary>
internal static class DisclosureModule
{
    public static EventTypes<DisclosureEvent> Events => SubProcessorsStreams.Disclosures.Events;

    public static StreamType<DisclosureCommand, DisclosureState, DisclosureEvent> Stream { get; } = SubProcessorsStreams.Disclosures with
    {
        ReadModel = new DisclosuresReadModel(),
    };

    public static AnnouncementMap AnnounceDisclosures(this AnnouncementMap map) =>
        map.Announce("disclosure_recorded", recorded => new V1.DisclosureRecorded
        {
            Disclosure = Disclosure((DisclosureRecorded)Events.Read(recorded)),
            RecordedAt = recorded.RecordedAt.ToTimestamp(),
            Version = recorded.Version,
        });

    public static V1.Disclosure Disclosure(DisclosureRecorded disclosure) => new()
    {
        DisclosureId = disclosure.DisclosureId,
        Category = (V1.RecipientCategory)disclosure.Category,
        Recipient = disclosure.Recipient,
        Ground = (V1.DisclosureGround)disclosure.Ground,
        DataCategories = { disclosure.DataCategories },
        Approver = disclosure.Approver ?? "",
        SubjectId = disclosure.SubjectId ?? "",
        OccurredAt = disclosure.At.ToTimestamp(),
    };
}
