namespace PrivacyPlatform.Consent.Subjects;

/// <summary>A text that nobody reads without the person's key. The vault's format (services/Shared/PersonalData/FORMAT.md), member by member; the rules never look inside.</summary>
public sealed record SealedStatement(string Sealed, string Key, string Nonce, string Data, string Place);
