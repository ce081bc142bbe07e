using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

internal sealed partial class ConsentGrpc
{
    [Authorize(Roles = $"{Roles.Reader},{Roles.Operator},{Roles.Reviewer}")]
    public override async Task<V1.ListPurposesResponse> ListPurposes(V1.ListPurposesRequest request, ServerCallContext context)
    {
        var tenant = context.Caller().Tenant;
        var defined = await models.Query(
            tenant,
            """
            SELECT purpose_id, legal_basis, data_categories, role, title FROM read.purposes WHERE tenant_id = $1 ORDER BY purpose_id COLLATE "C"
            """,
            row => new V1.Purpose
            {
                PurposeId = row.GetString(0),
                LegalBasis = (V1.LegalBasis)row.GetInt16(1),
                DataCategories = { row.GetFieldValue<string[]>(2) },
                Role = (V1.ProcessingRole)row.GetInt16(3),
                Title = row.GetString(4),
            },
            [tenant],
            context.CancellationToken);
        return new() { Purposes = { defined } };
    }
}
