namespace PrivacyPlatform.Consent.Purposes;

/// <summary>The six legal bases of GDPR Article 6(1), in its order.</summary>
public enum LegalBasis
{
    Consent = 1,
    Contract = 2,
    LegalObligation = 3,
    VitalInterests = 4,
    PublicTask = 5,
    LegitimateInterests = 6,
}
