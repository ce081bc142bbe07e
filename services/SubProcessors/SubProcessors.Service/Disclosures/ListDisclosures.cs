using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Npgsql;
using NpgsqlTypes;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.ListDisclosuresResponse> ListDisclosures(V1.ListDisclosuresRequest request, ServerCallContext context)
    {
        var tenant = context.Caller().Tenant;
        var since = CallTime.InstantOrNull(request.Since, "since");
        var found = await models.Query(
            tenant,
            """
            SELECT disclosure_id, category, recipient, ground, data_categories, approver, subject_id, occurred_at FROM read.disclosures
            WHERE tenant_id = $1
                AND ($2 IS NULL OR $2 = ANY (data_categories)) AND ($3 IS NULL OR occurred_at >= $3)
                AND ($4 IS NULL OR recipient = $4) AND ($5 IS NULL OR subject_id = $5)
            ORDER BY occurred_at, disclosure_id COLLATE "C"
            """,
            row => new V1.Disclosure
            {
                DisclosureId = row.GetString(0),
                Category = (V1.RecipientCategory)row.GetInt16(1),
                Recipient = row.GetString(2),
                Ground = (V1.DisclosureGround)row.GetInt16(3),
                DataCategories = { row.GetFieldValue<string[]>(4) },
                Approver = row.IsDBNull(5) ? "" : row.GetString(5),
                SubjectId = row.IsDBNull(6) ? "" : row.GetString(6),
                OccurredAt = row.GetFieldValue<DateTimeOffset>(7).ToTimestamp(),
            },
            [
                tenant,
                Or(FromContract.Text(request.DataCategory), NpgsqlDbType.Varchar),
                Or(since, NpgsqlDbType.TimestampTz),
                Or(FromContract.Text(request.Recipient), NpgsqlDbType.Varchar),
                Or(FromContract.Text(request.SubjectId), NpgsqlDbType.Varchar),
            ],
            context.CancellationToken);
        return new() { Disclosures = { found } };
    }

    private static NpgsqlParameter Or(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
