using PrivacyPlatform.Consent.Service.Contract;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service.Subjects;

/// <summary>A product team announced a person's answer.</summary>
internal sealed class ConsentCapturedConsumer(CommandIntake intake, AnswerRecorder answers) : CommandConsumer<V1.ConsentCaptured>(intake)
{
    protected override async Task<Outcome> Execute(V1.ConsentCaptured message, CommandEnvelope envelope, CancellationToken ct)
    {
        if (message.Answer is not (V1.Answer.Granted or V1.Answer.Denied or V1.Answer.Withdrawn))
        {
            return new Outcome.Refused(SubjectRefusals.AnswerRequired);
        }

        // A request without a time means "now"; a message may have waited for hours, so it must say.
        if (message.OccurredAt is null || !CallTime.TryInstant(message.OccurredAt, out var occurredAt))
        {
            return new Outcome.Refused(SubjectRefusals.OccurredAtRequired);
        }

        return await answers.Record(
            (Answer)message.Answer,
            message.SubjectId,
            message.PurposeId,
            FromContract.Evidence(message.Evidence),
            statement: null, // a message has no room for one
            envelope with { OccurredAt = occurredAt, RecordedAt = CallTime.Microseconds(envelope.RecordedAt) },
            ct);
    }
}
