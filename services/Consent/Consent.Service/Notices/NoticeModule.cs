using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using static PrivacyPlatform.Consent.Notices.NoticeEvent;

namespace PrivacyPlatform.Consent.Service.Notices;

/// <summary>What a document's stream registers beside its rules: read model, announcements.</summary>
internal static class NoticeModule
{
    public static EventTypes<NoticeEvent> Events => ConsentStreams.Notices.Events;

    public static StreamType<NoticeCommand, NoticeState, NoticeEvent> Stream { get; } = ConsentStreams.Notices with { ReadModel = new NoticesReadModel() };

    public static AnnouncementMap AnnounceNotices(this AnnouncementMap map) =>
        map.Announce("notice_published", recorded =>
        {
            var published = (NoticePublished)Events.Read(recorded);
            return new V1.NoticePublished
            {
                Notice = ToContract.Notice(new NoticeReference(published.Kind, published.Version, published.ContentHash)),
                Language = published.Language,
                Url = published.Url,
                Material = published.Material,
                EffectiveAt = published.EffectiveAt.ToTimestamp(),
                RecordedAt = recorded.RecordedAt.ToTimestamp(),
                Version = recorded.Version,
            };
        });
}
