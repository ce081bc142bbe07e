using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Consent.Service.Subjects;

/// <summary>The one way in for an answer, whether it came by call or by message: look up what it refers to, then decide.</summary>
internal sealed class AnswerRecorder(Catalogue catalogue, CommandExecutor executor)
{
    /// <param name="answer">Granted, denied or withdrawn.</param>
    /// <param name="subjectId">As the product sent it.</param>
    /// <param name="purposeId">As the product sent it.</param>
    /// <param name="evidence">As the product sent it.</param>
    /// <param name="envelope">Its <see cref="CommandEnvelope.OccurredAt"/> is when the person answered.</param>
    public async Task<Outcome> Record(
        Answer answer, string subjectId, string purposeId, Evidence evidence, CommandEnvelope envelope, CancellationToken ct)
    {
        // What is no id is not looked up.
        if ((SubjectId.Check(subjectId) ?? PurposeRefusals.OfId(purposeId)) is { } refusal)
        {
            return new Outcome.Refused(refusal);
        }

        var defined = await catalogue.IsDefined(envelope.Tenant, purposeId, ct);
        SubjectCommand command = answer switch
        {
            Answer.Granted => new GrantConsent
            {
                SubjectId = subjectId,
                PurposeId = purposeId,
                OccurredAt = envelope.OccurredAt,
                RecordedAt = envelope.RecordedAt,
                Evidence = evidence,
                PurposeIsDefined = defined,
                Notice = await NoticeOf(evidence, envelope.Tenant, ct),
            },
            Answer.Denied => new DenyConsent
            {
                SubjectId = subjectId,
                PurposeId = purposeId,
                OccurredAt = envelope.OccurredAt,
                RecordedAt = envelope.RecordedAt,
                Evidence = evidence,
                PurposeIsDefined = defined,
            },
            Answer.Withdrawn => new WithdrawConsent
            {
                SubjectId = subjectId,
                PurposeId = purposeId,
                OccurredAt = envelope.OccurredAt,
                RecordedAt = envelope.RecordedAt,
                Evidence = evidence,
                PurposeIsDefined = defined,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "Not given by a person."),
        };
        return await executor.Execute(SubjectModule.Stream, subjectId, command, envelope, ct);
    }

    private async Task<PublishedNotice?> NoticeOf(Evidence evidence, string tenant, CancellationToken ct) =>
        evidence.Notice is { } reference && NoticeRefusals.OfShape(reference, "evidence.notice") is null
            ? await catalogue.Find(tenant, reference, ct)
            : null;
}
