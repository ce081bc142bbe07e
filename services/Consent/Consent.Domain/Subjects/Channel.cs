namespace PrivacyPlatform.Consent.Subjects;

/// <summary>Where a person answered.</summary>
public enum Channel
{
    Web = 1,
    App = 2,
    Api = 3,
    Email = 4,
    Phone = 5,
    SocialMedia = 6,

    /// <summary>An agent recorded it on the person's behalf.</summary>
    SupportAgent = 7,
}
