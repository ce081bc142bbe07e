using PrivacyPlatform.Messaging;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.SubProcessors.Service.Agreements;
using PrivacyPlatform.SubProcessors.Service.Disclosures;
using PrivacyPlatform.SubProcessors.Service.Engagements;
using PrivacyPlatform.SubProcessors.Service.Mechanisms;
using PrivacyPlatform.SubProcessors.Service.Notices;
using PrivacyPlatform.SubProcessors.Service.Registers;
using PrivacyPlatform.SubProcessors.Service.Vendors;

namespace PrivacyPlatform.SubProcessors.Service;

/// <summary>What every stored event is announced as: each module says its own.</summary>
internal static class Announcements
{
    public static AnnouncementMap Map { get; } = new AnnouncementMap()
        .AnnounceRegisters()
        .AnnounceVendors()
        .AnnounceEngagements()
        .AnnounceMechanisms()
        .AnnounceAgreements()
        .AnnounceDisclosures()
        .LeaveOutNotices()
        .NotAnnounced(ErasureEvent.OrderedName, "The vault's own record of an erasure: no register changes.")
        .NotAnnounced(ErasureEvent.ShreddedName, "The vault's own record of an erasure: no register changes.");
}
