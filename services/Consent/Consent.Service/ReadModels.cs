using PrivacyPlatform.Consent.Service.Notices;
using PrivacyPlatform.Consent.Service.Purposes;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Consent.Service;

/// <summary>What is read to decide and to answer; all of it is written by the appends.</summary>
internal static class ReadModels
{
    public static IReadOnlyList<ReadModel> All { get; } = [ReadModel.Of(PurposeModule.Stream), ReadModel.Of(NoticeModule.Stream), ReadModel.Of(SubjectModule.Stream)];
}
