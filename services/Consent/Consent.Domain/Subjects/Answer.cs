namespace PrivacyPlatform.Consent.Subjects;

/// <summary>A person's answer about one purpose. The numbers are the contract's; 5 and 6 are kept for expired and objected.</summary>
public enum Answer
{
    NotAsked = 1,
    Granted = 2,
    Denied = 3,
    Withdrawn = 4,
}
