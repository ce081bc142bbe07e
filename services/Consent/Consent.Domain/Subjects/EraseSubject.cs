using PrivacyPlatform.Kernel;
using static PrivacyPlatform.Consent.Subjects.SubjectEvent;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>An officer decided that the person is erased. Also of a person of whom nothing is known: what arrives late must not make them known again.</summary>
public sealed record EraseSubject : SubjectCommand
{
    /// <summary>Stands for this erasure for ever.</summary>
    public required Guid ErasureId { get; init; }

    /// <summary>Why, a code: <c>dsar.erasure</c>.</summary>
    public required string Reason { get; init; }
}

public static partial class SubjectDecider
{
    private static Decision<SubjectEvent> Decide(EraseSubject command, SubjectState state) => state switch
    {
        _ when SubjectId.Check(command.SubjectId) is { } refusal => refusal,
        _ when !Shape.IsReason(command.Reason) => SubjectRefusals.ErasureReasonMalformed,
        SubjectState.Erased => Decision<SubjectEvent>.Nothing,
        _ => new SubjectErased(command.ErasureId, command.RecordedAt, command.Reason),
    };
}
