using PrivacyPlatform.SubProcessors.Service.Public.Html;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary><c>GET /{tenant}/registers/{register}.csv[?at=DATE]</c>: the register for spreadsheets.</summary>
internal static class GetCsv
{
    // Without it spreadsheets take UTF-8 for something else.
    private static readonly byte[] Start = [0xEF, 0xBB, 0xBF, .. CsvRow.Header];

    public static Task Answer(HttpContext context, string tenant, string register, PublicRegisters registers)
    {
        var request = new RegisterRequest(context, tenant, register);
        return registers.WithEdition(request, asPage: false, (edition, moment) =>
        {
            var name = $"{tenant}-{register}-{(moment.IsNow ? Time.IsoDay(moment.At) : moment.Asked.Replace(':', '-'))}.csv";
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
            return new Answer("text/csv; charset=utf-8", $"{edition.Tag}-{Assets.Version}", edition.Began, registers.Keep(moment))
                .Send(context, () => registers.Body().Add(Start).Add(edition, RowFormat.Csv));
        });
    }
}
