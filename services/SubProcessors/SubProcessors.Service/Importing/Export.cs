using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Files;
using PrivacyPlatform.SubProcessors.Importing;
using PrivacyPlatform.SubProcessors.Service.Contract;
using PrivacyPlatform.SubProcessors.Service.Importing;
using Exported = PrivacyPlatform.SubProcessors.Importing.Export;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.ExportResponse> Export(V1.ExportRequest request, ServerCallContext context)
    {
        var point = Point.Of(request.AsOf, clock.GetUtcNow());
        var registry = (await registries.At(context.Caller().Tenant, point.RecordedAt, context.CancellationToken)).Registry;
        var rows = Exported.Of(registry, FromContract.Text(request.RegisterId));
        return new() { Rows = { rows.Select(RowWords.ToContract) }, Csv = CsvRows.Write(rows), Json = SeedRows.Write(rows) };
    }
}
