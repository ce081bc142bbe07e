using PrivacyPlatform.Kernel;
using static PrivacyPlatform.Consent.Subjects.SubjectEvent;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>The person refused.</summary>
public sealed record DenyConsent : SubjectCommand;

public static partial class SubjectDecider
{
    private static Decision<SubjectEvent> Decide(DenyConsent command, SubjectState state) =>
        Check(command) is { } refusal ? refusal
        : state.PlaceFor(command.PurposeId, Answer.Denied, command.OccurredAt) is { } place
            ? new ConsentDenied(command.PurposeId, command.OccurredAt, command.Evidence, place.Effect, place.HeldUntil, place.PresentAnswer)
            : Decision<SubjectEvent>.Nothing;
}
