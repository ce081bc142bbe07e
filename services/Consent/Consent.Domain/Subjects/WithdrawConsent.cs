using PrivacyPlatform.Kernel;
using static PrivacyPlatform.Consent.Subjects.SubjectEvent;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>The person took a consent back. Refused in no state, also where nobody ever asked (Art 7(3)).</summary>
public sealed record WithdrawConsent : AnswerCommand;

public static partial class SubjectDecider
{
    private static Decision<SubjectEvent> Decide(WithdrawConsent command, SubjectState state) =>
        Check(command) is { } refusal ? refusal
        : state is SubjectState.Erased ? EdgeSteps.KeepAsSuppression
        : state.PlaceFor(command.PurposeId, Answer.Withdrawn, command.OccurredAt) is { } place
            ? new ConsentWithdrawn(command.PurposeId, command.OccurredAt, command.Evidence, place.Effect, place.HeldUntil, place.PresentAnswer, command.Statement)
            : Decision<SubjectEvent>.Nothing;
}
