namespace PrivacyPlatform.Consent.Notices;

/// <summary>One version of a document, as it was published.</summary>
public sealed record PublishedNotice(
    NoticeReference Reference,
    string Language,
    string Url,
    bool Material,
    string? Summary,
    DateTimeOffset EffectiveAt);
