using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>
/// What the rules ask of the edge, for persons who were erased only: it takes the vault to recognize them. The edge does it and decides again, or elsewhere;
/// nobody outside ever sees these.
/// </summary>
public static class EdgeSteps
{
    /// <summary>Look whether this person's consent is suppressed, and decide again.</summary>
    public static Refusal LookForSuppression { get; } = new("consent.step_look_for_suppression", "The person was erased: look for a suppression.");

    /// <summary>Record the withdrawal as a suppression, where the person's id stands nowhere.</summary>
    public static Refusal KeepAsSuppression { get; } = new("consent.step_keep_as_suppression", "The person was erased: keep the withdrawal as a suppression.");
}
