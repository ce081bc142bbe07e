using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Consent.Service.Purposes;

/// <summary>The definition that counts, per purpose.</summary>
internal sealed class PurposesReadModel : IInlineProjection<PurposeState, PurposeEvent>
{
    public void Project(
        ReadModelWrites writes, string tenant, string key, PurposeState stateAfter, IReadOnlyList<(PurposeEvent Event, RecordedEvent Recorded)> events)
    {
        if (stateAfter is not PurposeState.Defined { Purpose: var purpose })
        {
            return;
        }

        var recorded = events[^1].Recorded;
        writes.Add(
            """
            INSERT INTO read.purposes (tenant_id, purpose_id, legal_basis, data_categories, role, title, event_id, version, occurred_at, recorded_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (tenant_id, purpose_id) DO UPDATE SET
                legal_basis = excluded.legal_basis, data_categories = excluded.data_categories, role = excluded.role, title = excluded.title,
                event_id = excluded.event_id, version = excluded.version, occurred_at = excluded.occurred_at, recorded_at = excluded.recorded_at
            """,
            tenant,
            key,
            (short)purpose.LegalBasis,
            purpose.DataCategories.ToArray(),
            (short)purpose.Role,
            purpose.Title,
            recorded.Id,
            recorded.Version,
            recorded.OccurredAt,
            recorded.RecordedAt);
    }
}
