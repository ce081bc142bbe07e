using PrivacyPlatform.Kernel;
using static PrivacyPlatform.Consent.Subjects.SubjectEvent;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>The person refused.</summary>
public sealed record DenyConsent : AnswerCommand;

public static partial class SubjectDecider
{
    private static Decision<SubjectEvent> Decide(DenyConsent command, SubjectState state) =>
        (Check(command) ?? CheckErasure(command, state)) is { } refusal ? refusal
        : state.PlaceFor(command.PurposeId, Answer.Denied, command.OccurredAt) is { } place
            ? new ConsentDenied(command.PurposeId, command.OccurredAt, command.Evidence, place.Effect, place.HeldUntil, place.PresentAnswer, command.Statement)
            : Decision<SubjectEvent>.Nothing;
}
