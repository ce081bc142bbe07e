using PrivacyPlatform.Consent.Service.Notices;
using PrivacyPlatform.Consent.Service.Purposes;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Consent.Service;

/// <summary>What every stored event is announced as: each module says its own.</summary>
internal static class Announcements
{
    public static AnnouncementMap Map { get; } = new AnnouncementMap()
        .AnnouncePurposes()
        .AnnounceNotices()
        .AnnounceAnswers()
        .NotAnnounced(ErasureEvent.OrderedName, "The vault's own record of an erasure: no answer changes.")
        .NotAnnounced(ErasureEvent.ShreddedName, "The vault's own record of an erasure: no answer changes.");
}
