namespace PrivacyPlatform.Consent.Purposes;

/// <summary>What data is processed for, as it is defined now.</summary>
public sealed record Purpose(
    string PurposeId,
    LegalBasis LegalBasis,
    IReadOnlyList<string> DataCategories,
    ProcessingRole Role,
    string Title);
