using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Consent.Service.Contract;

/// <summary>The domain's words in the contract's. Enums have the same numbers on both sides; a test holds them together.</summary>
internal static class ToContract
{
    public static V1.NoticeReference Notice(NoticeReference reference) =>
        new() { Kind = reference.Kind, Version = reference.Version, ContentHash = reference.ContentHash };

    public static V1.Evidence Evidence(Evidence evidence) => new()
    {
        Notice = evidence.Notice is { } notice ? Notice(notice) : null,
        Channel = evidence.Channel is { } channel ? (V1.Channel)channel : V1.Channel.Unspecified,
        Language = evidence.Language ?? "",
        Producer = evidence.Producer ?? "",
    };

    public static V1.EventReference Reference(RecordedEvent recorded) => new()
    {
        EventId = recorded.Id.ToString(),
        Stream = recorded.Stream,
        Version = recorded.Version,
        OccurredAt = recorded.OccurredAt.ToTimestamp(),
        RecordedAt = recorded.RecordedAt.ToTimestamp(),
    };

    public static V1.ErasureCertificate Certificate(ErasureCertificate certificate) => new()
    {
        CertificateId = certificate.CertificateId.ToString(),
        ErasureId = certificate.ErasureId.ToString(),
        Tenant = certificate.Tenant,
        SubjectIndex = certificate.SubjectIndex,
        Keys = { certificate.Keys.Select(key => new V1.ErasedKey { KeyId = key.KeyId.ToString(), Generation = key.Generation }) },
        KeysHash = certificate.KeysHash,
        OrderedAt = certificate.OrderedAt.ToTimestamp(),
        ShreddedAt = certificate.ShreddedAt.ToTimestamp(),
        By = certificate.By,
        Reason = certificate.Reason,
        KeyBackupsExpireAt = certificate.KeyBackupsExpireAt.ToTimestamp(),
        EventBackupsExpireAt = certificate.EventBackupsExpireAt.ToTimestamp(),
        IrrecoverableAt = certificate.IrrecoverableAt.ToTimestamp(),
        Hash = certificate.Hash,
    };
}
