using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>Something about one person.</summary>
public abstract record SubjectCommand
{
    private protected SubjectCommand() { }

    /// <summary>Opaque, given by the product.</summary>
    public required string SubjectId { get; init; }

    /// <summary>When the service records it; UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A person answered.</summary>
public abstract record AnswerCommand : SubjectCommand
{
    private protected AnswerCommand() { }

    public required string PurposeId { get; init; }

    /// <summary>When the person answered, by the producer's clock; UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    public required Evidence Evidence { get; init; }

    /// <summary>The person's own words, sealed by the edge for the event that this command leads to; null: none.</summary>
    public SealedStatement? Statement { get; init; }

    /// <summary>Whether the edge found a purpose under <see cref="PurposeId"/>. Purposes are never removed: once true stays true.</summary>
    public required bool PurposeIsDefined { get; init; }
}

/// <summary>The rules of one person's answers. Each command's rule sits in the file named after the command.</summary>
public static partial class SubjectDecider
{
    /// <summary>How far a producer's clock may run ahead of ours.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromMinutes(5);

    public static Decider<SubjectCommand, SubjectState, SubjectEvent> Decider { get; } =
        new(Decide, SubjectState.Evolve, SubjectState.Initial);

    public static Decision<SubjectEvent> Decide(SubjectCommand command, SubjectState state) => command switch
    {
        GrantConsent grant => Decide(grant, state),
        DenyConsent deny => Decide(deny, state),
        WithdrawConsent withdraw => Decide(withdraw, state),
        EraseSubject erase => Decide(erase, state),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided"),
    };

    // What every answer must meet. None of it asks what the person answered before.
    private static Refusal? Check(AnswerCommand command) => command switch
    {
        _ when SubjectId.Check(command.SubjectId) is { } refusal => refusal,
        _ when PurposeRefusals.OfId(command.PurposeId) is { } refusal => refusal,
        { PurposeIsDefined: false } => SubjectRefusals.PurposeUnknown,
        _ when command.OccurredAt > command.RecordedAt + ClockSkew => SubjectRefusals.OccurredInFuture,
        _ => Check(command.Evidence),
    };

    // Whoever was erased may come back and answer anew; what they answered before it is not recorded behind their back.
    private static Refusal? CheckErasure(AnswerCommand command, SubjectState state) =>
        state.Erasure is { } erasure && command.OccurredAt <= erasure.ErasedAt ? SubjectRefusals.GivenBeforeErasure : null;

    private static Refusal? Check(Evidence evidence) => evidence switch
    {
        { Notice: { } notice } when NoticeRefusals.OfShape(notice, "evidence.notice") is { } refusal => refusal,
        { Channel: { } channel } when !Enum.IsDefined(channel) => SubjectRefusals.ChannelMalformed,
        { Language: { } language } when !Shape.IsLanguage(language) => SubjectRefusals.LanguageMalformed,
        { Producer: { } producer } when !Shape.IsCode(producer) => SubjectRefusals.ProducerMalformed,
        _ => null,
    };
}
