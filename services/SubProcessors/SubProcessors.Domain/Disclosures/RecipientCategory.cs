namespace PrivacyPlatform.SubProcessors.Disclosures;

/// <summary>The categories of recipients that a privacy policy names (O-26), in its order.</summary>
public enum RecipientCategory
{
    EmployeesAndAffiliates = 1,
    ThirdPartyServices = 2,
    GovernmentAndLawEnforcement = 3,
    ProfessionalAdvisors = 4,

    /// <summary>On the person's request or consent, or for a purpose that is obvious from the circumstances.</summary>
    Other = 5,
}

/// <summary>Why it was lawful to share. Which ground goes with which category: <see cref="DisclosureGrounds.Of"/>.</summary>
public enum DisclosureGround
{
    NeedToKnow = 1,
    ServiceProvision = 2,

    /// <summary>Believed in good faith to be required by law (O-27, i).</summary>
    LegalDuty = 3,

    /// <summary>On the advice of counsel (O-27, ii).</summary>
    CounselAdvice = 4,

    /// <summary>To identify, contact or bring legal action against someone (O-27, iii).</summary>
    LegalAction = 5,
    ProfessionalAdvice = 6,
    RequestOfThePerson = 7,
    Consent = 8,
    ObviousPurpose = 9,
}

public static class DisclosureGrounds
{
    /// <summary>The grounds that a category of recipients can have.</summary>
    public static IReadOnlyList<DisclosureGround> Of(RecipientCategory category) => category switch
    {
        RecipientCategory.EmployeesAndAffiliates => [DisclosureGround.NeedToKnow],
        RecipientCategory.ThirdPartyServices => [DisclosureGround.ServiceProvision],
        RecipientCategory.GovernmentAndLawEnforcement => [DisclosureGround.LegalDuty, DisclosureGround.CounselAdvice, DisclosureGround.LegalAction],
        RecipientCategory.ProfessionalAdvisors => [DisclosureGround.ProfessionalAdvice],
        RecipientCategory.Other => [DisclosureGround.RequestOfThePerson, DisclosureGround.Consent, DisclosureGround.ObviousPurpose],
        _ => [],
    };
}
