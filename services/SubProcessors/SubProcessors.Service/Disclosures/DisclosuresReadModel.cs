using NpgsqlTypes;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Disclosures;

namespace PrivacyPlatform.SubProcessors.Service.Disclosures;

/// <summary>Every sharing; one never changes.</summary>
internal sealed class DisclosuresReadModel : IInlineProjection<DisclosureState, DisclosureEvent>
{
    public void Project(
        ReadModelWrites writes, string tenant, string key, DisclosureState stateAfter, IReadOnlyList<(DisclosureEvent Event, RecordedEvent Recorded)> events)
    {
        if (stateAfter is DisclosureState.Recorded { Disclosure: var disclosure })
        {
            writes.Add(
                """
                INSERT INTO read.disclosures (tenant_id, disclosure_id, category, recipient, ground, data_categories, approver, subject_id, occurred_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                ON CONFLICT (tenant_id, disclosure_id) DO UPDATE SET
                    category = excluded.category, recipient = excluded.recipient, ground = excluded.ground, data_categories = excluded.data_categories,
                    approver = excluded.approver, subject_id = excluded.subject_id, occurred_at = excluded.occurred_at
                """,
                tenant,
                key,
                (short)disclosure.Category,
                disclosure.Recipient,
                (short)disclosure.Ground,
                disclosure.DataCategories.ToArray(),
                Text(disclosure.Approver),
                Text(disclosure.SubjectId),
                disclosure.At);
        }
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlDbType.Varchar };
}
