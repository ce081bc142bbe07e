using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Files;
using PrivacyPlatform.SubProcessors.Importing;
using PrivacyPlatform.SubProcessors.Service.Importing;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    private const int MostRows = 20_000;

    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.ImportResponse> Import(V1.ImportRequest request, ServerCallContext context)
    {
        var given = (request.Rows.Count > 0 ? 1 : 0) + (request.Csv.Length > 0 ? 1 : 0) + (request.Json.Length > 0 ? 1 : 0);
        var refusal = request.Mode is not (V1.ImportMode.AllOrNothing or V1.ImportMode.GoodRows) ? ImportCallRefusals.ModeRequired
            : given != 1 ? ImportCallRefusals.ContentRequired
            : null;
        var (rows, errors) = refusal is not null ? throw refusal.ToRpcException()
            : request.Csv.Length > 0 ? RowsOfCsv(request.Csv)
            : request.Json.Length > 0 ? RowsOfJson(request.Json)
            : ([.. request.Rows.Select(RowWords.FromContract)], []);
        if (rows.Count > MostRows)
        {
            throw ImportCallRefusals.TooManyRows.ToRpcException();
        }

        var options = new ImportOptions(request.Mode == V1.ImportMode.AllOrNothing, !request.ProposeNew, request.DryRun);
        var imported = await importer.Import(rows, errors, options, EnvelopeOf(context, request.CommandId), context.CancellationToken);
        return new()
        {
            ImportedRows = imported.Rows,
            Changes = imported.Changes,
            Errors = { imported.Errors.Select(error => new V1.RowError { Row = error.Row, Field = error.Field ?? "", Code = error.Code, Message = error.Message }) },
        };
    }

    private static (IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportError> Errors) RowsOfCsv(string csv)
    {
        var read = CsvRows.Read(csv);
        return read.Errors is [var error] && error == CsvRows.Malformed ? throw ImportCallRefusals.CsvMalformed.ToRpcException() : read;
    }

    private static (IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportError> Errors) RowsOfJson(string json)
    {
        var read = SeedRows.Read(json);
        return read.Errors is [{ Row: 0 }] ? throw ImportCallRefusals.JsonMalformed.ToRpcException() : read;
    }
}
