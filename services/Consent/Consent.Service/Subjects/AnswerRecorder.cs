using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Service.Suppressions;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Consent.Service.Subjects;

/// <summary>The one way in for an answer, whether it came by call or by message: look up what it refers to, seal what the person wrote, then decide.</summary>
internal sealed class AnswerRecorder(Catalogue catalogue, CommandExecutor executor, PersonalVault vault, SuppressionList suppressions)
{
    /// <param name="answer">Granted, denied or withdrawn.</param>
    /// <param name="subjectId">As the product sent it.</param>
    /// <param name="purposeId">As the product sent it.</param>
    /// <param name="evidence">As the product sent it.</param>
    /// <param name="statement">The person's own words, in clear; null: none.</param>
    /// <param name="envelope">Its <see cref="CommandEnvelope.OccurredAt"/> is when the person answered.</param>
    public async Task<Outcome> Record(
        Answer answer, string subjectId, string purposeId, Evidence evidence, string? statement, CommandEnvelope envelope, CancellationToken ct)
    {
        // What is no id is not looked up.
        if ((SubjectId.Check(subjectId) ?? PurposeRefusals.OfId(purposeId) ?? Statement.Check(statement)) is { } refusal)
        {
            return new Outcome.Refused(refusal);
        }

        var command = await Command(answer, subjectId, purposeId, evidence, envelope, ct);
        if (statement is not null && command.PurposeIsDefined)
        {
            command = command with { Statement = await Seal(subjectId, statement, envelope, ct) };
        }

        // The rules know from the person's own events whether the vault has to be asked: most people were never erased.
        var outcome = await executor.Execute(SubjectModule.Stream, subjectId, command, envelope, ct);
        return outcome is not Outcome.Refused(var step) ? outcome
            : step == EdgeSteps.KeepAsSuppression ? await suppressions.Keep(subjectId, purposeId, envelope, ct)
            : step == EdgeSteps.LookForSuppression && command is GrantConsent grant
                ? await executor.Execute(
                    SubjectModule.Stream, subjectId, grant with { IsSuppressed = await suppressions.Holds(envelope.Tenant, subjectId, purposeId, ct) }, envelope, ct)
            : outcome;
    }

    private async Task<AnswerCommand> Command(
        Answer answer, string subjectId, string purposeId, Evidence evidence, CommandEnvelope envelope, CancellationToken ct)
    {
        var defined = await catalogue.IsDefined(envelope.Tenant, purposeId, ct);
        return answer switch
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
    }

    // For the one event that the command leads to, if it leads to any: nowhere else can it be opened.
    private async Task<SealedStatement> Seal(string subjectId, string statement, CommandEnvelope envelope, CancellationToken ct)
    {
        var place = SealedPlace.InEventOf(envelope, SubjectModule.Stream.IdOf(subjectId), SubjectModule.StatementField);
        var value = await vault.Seal(subjectId, place, statement, ct);
        return new(value.Sealed, value.Key, value.Nonce, value.Data, value.Place);
    }

    private async Task<PublishedNotice?> NoticeOf(Evidence evidence, string tenant, CancellationToken ct) =>
        evidence.Notice is { } reference && NoticeRefusals.OfShape(reference, "evidence.notice") is null
            ? await catalogue.Find(tenant, reference, ct)
            : null;
}
