using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Service.Agreements;
using PrivacyPlatform.SubProcessors.Service.Disclosures;
using PrivacyPlatform.SubProcessors.Service.Engagements;
using PrivacyPlatform.SubProcessors.Service.Mechanisms;
using PrivacyPlatform.SubProcessors.Service.Notices;
using PrivacyPlatform.SubProcessors.Service.Registers;
using PrivacyPlatform.SubProcessors.Service.Vendors;

namespace PrivacyPlatform.SubProcessors.Service;

/// <summary>What the registry is read from; all of it is written by the appends.</summary>
internal static class ReadModels
{
    public static IReadOnlyList<ReadModel> All { get; } =
    [
        ReadModel.Of(RegisterModule.Stream),
        ReadModel.Of(VendorModule.Stream),
        ReadModel.Of(EngagementModule.Stream),
        ReadModel.Of(MechanismModule.Stream),
        ReadModel.Of(AgreementModule.Stream),
        ReadModel.Of(DisclosureModule.Stream),
        ReadModel.Of(NoticeModule.Stream),
    ];
}
