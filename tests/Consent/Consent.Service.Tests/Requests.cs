namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>Requests that are in order, to be spoiled by a test.</summary>
internal static class Requests
{
    public static V1.NoticeReference Policy() => new() { Kind = "privacy-policy", Version = "2024-07-22", ContentHash = new string('a', 64) };

    public static V1.PublishNoticeRequest Notice() => new() { Notice = Policy(), Language = "en", Url = "https://www.opsduty.io/privacy" };

    public static V1.DefinePurposeRequest Purpose(string id, V1.LegalBasis basis) => new()
    {
        PurposeId = id,
        LegalBasis = basis,
        DataCategories = { "contact", "identity" },
        Role = V1.ProcessingRole.Controller,
        Title = "What people are told",
    };

    public static V1.Evidence Evidence() => new() { Notice = Policy(), Channel = V1.Channel.Web, Language = "en", Producer = "opsduty-web" };

    public static V1.GrantRequest Grant(string subject = "s-1") => new() { SubjectId = subject, PurposeId = "newsletter", Evidence = Evidence() };

    public static Google.Protobuf.WellKnownTypes.Timestamp Time(DateTimeOffset at) => Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(at);
}
