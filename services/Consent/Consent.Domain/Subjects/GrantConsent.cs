using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Kernel;
using static PrivacyPlatform.Consent.Subjects.SubjectEvent;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>The person agreed.</summary>
public sealed record GrantConsent : AnswerCommand
{
    /// <summary>
    /// Whether the person withdrew this consent after having been erased; null: the edge has not looked, which it needs not for a person who never was.
    /// </summary>
    public bool? IsSuppressed { get; init; }

    /// <summary>What the edge found under the evidence's notice kind and version; null: no such version, or none was named.</summary>
    public required PublishedNotice? Notice { get; init; }
}

public static partial class SubjectDecider
{
    private static Decision<SubjectEvent> Decide(GrantConsent command, SubjectState state) =>
        (Check(command) ?? CheckNotice(command) ?? CheckErasure(command, state) ?? CheckSuppression(command, state)) is { } refusal ? refusal
        : state.PlaceFor(command.PurposeId, Answer.Granted, command.OccurredAt) is { } place
            ? new ConsentGranted(command.PurposeId, command.OccurredAt, command.Evidence, place.Effect, place.HeldUntil, place.PresentAnswer, command.Statement)
            : Decision<SubjectEvent>.Nothing;

    // Whoever relies on consent must show to what the person agreed (Art 7(1)). When the text was registered here does not matter:
    // products bring answers that are older than the register.
    private static Refusal? CheckNotice(GrantConsent command) => command switch
    {
        { Evidence.Notice: null } => SubjectRefusals.NoticeRequired,
        { Notice: null } => SubjectRefusals.NoticeUnknown,
        _ when command.Notice.Reference != command.Evidence.Notice => SubjectRefusals.NoticeHashDiffers,
        _ => null,
    };

    private static Refusal? CheckSuppression(GrantConsent command, SubjectState state) => (state.Erasure, command.IsSuppressed) switch
    {
        (null, _) or (_, false) => null,
        (_, null) => EdgeSteps.LookForSuppression,
        (_, true) => SubjectRefusals.Suppressed,
    };
}
