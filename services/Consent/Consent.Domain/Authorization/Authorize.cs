using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Authorization;

/// <param name="Permitted">Yes or no.</param>
/// <param name="Reason">A stable code, part of the API: <c>consent.withdrawn</c>.</param>
public sealed record Verdict(bool Permitted, string Reason);

/// <summary>"May I process this person's data for this purpose?"</summary>
public static class Authorize
{
    /// <summary>
    /// Decides from a purpose's legal basis and the person's answer about that purpose alone. Purposes are independent: an answer about another
    /// purpose never counts, and a purpose that does not rest on consent is not stopped by an answer.
    /// </summary>
    public static Verdict Decide(LegalBasis basis, Answer answer) => (basis, answer) switch
    {
        (LegalBasis.Contract, _) => new(true, "basis.contract"),
        (LegalBasis.LegalObligation, _) => new(true, "basis.legal_obligation"),
        (LegalBasis.VitalInterests, _) => new(true, "basis.vital_interests"),
        (LegalBasis.PublicTask, _) => new(true, "basis.public_task"),
        (LegalBasis.LegitimateInterests, _) => new(true, "basis.legitimate_interests"),
        (LegalBasis.Consent, Answer.Granted) => new(true, "consent.granted"),
        (LegalBasis.Consent, Answer.NotAsked) => new(false, "consent.not_asked"),
        (LegalBasis.Consent, Answer.Denied) => new(false, "consent.denied"),
        (LegalBasis.Consent, Answer.Withdrawn) => new(false, "consent.withdrawn"),
        _ => throw new InvalidOperationException($"({basis}, {answer}) is not decided"),
    };
}
