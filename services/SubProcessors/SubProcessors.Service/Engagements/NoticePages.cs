using System.Globalization;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.SubProcessors.Service.Engagements;

/// <summary>Reads who was told of which terms, the last told first, from a place on: as much as is wanted, however much was told and to however many.</summary>
internal sealed class NoticePages(ReadModelReader models)
{
    /// <param name="engagementId">"": of all engagements.</param>
    /// <param name="customerId">"": of all customers.</param>
    public async Task<IReadOnlyList<NoticePlace>> Read(string tenant, string engagementId, string customerId, NoticePlace after, int limit, CancellationToken ct)
    {
        List<object?> values = [tenant, after.ToldAt, after.EngagementId, after.TermsNumber, after.CustomerId, limit];
        return await models.Query(
            tenant,
            Sql(engagementId, customerId, values),
            row => new NoticePlace(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetInt32(2), row.GetString(3)),
            values,
            ct);
    }

    // Terms come by their index, in order; the customers of each are put in order when it is their turn. From when until when somebody was a customer is
    // read out of each agreement once, and terms that were told before there was any are not looked at.
    internal static string Sql(string engagementId, string customerId, List<object?> values) => $"""
        WITH customer AS MATERIALIZED (
            SELECT key COLLATE "C" AS id,
                (SELECT min((agreed->>'from')::timestamptz) FROM jsonb_array_elements(state->'versions') AS agreed) AS since,
                coalesce((state->>'ended_at')::timestamptz, 'infinity') AS until
            FROM read.states
            WHERE tenant_id = $1 AND kind = 'agreement' AND recorded_until IS NULL{Only("key", customerId, values)})
        SELECT told.told_at, told.engagement_id, told.terms_number, customer.id
        FROM read.told_terms AS told JOIN customer ON customer.since <= told.told_at AND customer.until > told.told_at
        WHERE told.tenant_id = $1 AND told.told_at BETWEEN (SELECT min(since) FROM customer) AND $2
            AND (told.told_at < $2 OR (told.engagement_id, told.terms_number, customer.id) > ($3, $4, $5)){Only("told.engagement_id", engagementId, values)}
        ORDER BY told.told_at DESC, told.engagement_id, told.terms_number, customer.id
        LIMIT $6
        """;

    private static string Only(string column, string id, List<object?> values)
    {
        if (id.Length == 0)
        {
            return "";
        }

        values.Add(id);
        return string.Create(CultureInfo.InvariantCulture, $" AND {column} = ${values.Count}");
    }
}
