using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>What the streams of notices, and of where customers get them, register beside their rules: read model, announcements.</summary>
internal static class NoticeModule
{
    public static StreamType<NoticeCommand, NoticeState, NoticeEvent> Stream { get; } = SubProcessorsStreams.Notices with { ReadModel = new NoticesReadModel() };

    public static StreamType<DeliveryCommand, DeliveryState, DeliveryEvent> Deliveries { get; } =
        SubProcessorsStreams.Deliveries with { ReadModel = new SealedPlacement<DeliveryState, DeliveryEvent>() };

    public static AnnouncementMap LeaveOutNotices(this AnnouncementMap map) => map
        .NotAnnounced("notice_issued", "Between us and one customer; the announcement that it follows from is announced.")
        .NotAnnounced("notice_delivery_attempted", "Between us and one customer.")
        .NotAnnounced("notice_resent", "Between us and one customer.")
        .NotAnnounced("delivery_configured", "Between us and one customer.");
}
