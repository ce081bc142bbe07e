using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Consent.Service.Subjects;

/// <summary>The answer that holds, per person and purpose, and the event that it comes from.</summary>
internal sealed class AnswersReadModel : IInlineProjection<SubjectState, SubjectEvent>
{
    public void Project(
        ReadModelWrites writes, string tenant, string key, SubjectState stateAfter, IReadOnlyList<(SubjectEvent Event, RecordedEvent Recorded)> events)
    {
        if (events.Any(one => one.Event is SubjectEvent.SubjectErased))
        {
            writes.Add("DELETE FROM read.answers WHERE tenant_id = $1 AND subject_id = $2", tenant, key);
        }

        // Only an event that is now the last of its purpose moves a row: what the fold says is what is written.
        foreach (var (happened, recorded) in events)
        {
            if (happened is not SubjectEvent.Answered answered)
            {
                continue;
            }

            var last = stateAfter.Last(answered.PurposeId);
            if (last?.OccurredAt != answered.OccurredAt || last.Answer != answered.ToAnswer())
            {
                continue;
            }

            writes.Add(
                """
                INSERT INTO read.answers (tenant_id, subject_id, purpose_id, answer, event_id, version, occurred_at, recorded_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (tenant_id, subject_id, purpose_id) DO UPDATE SET
                    answer = excluded.answer, event_id = excluded.event_id, version = excluded.version,
                    occurred_at = excluded.occurred_at, recorded_at = excluded.recorded_at
                """,
                tenant,
                key,
                answered.PurposeId,
                (short)last.Answer,
                recorded.Id,
                recorded.Version,
                recorded.OccurredAt,
                recorded.RecordedAt);
        }
    }
}
