using PrivacyPlatform.SubProcessors;
using PrivacyPlatform.SubProcessors.Files;
using PrivacyPlatform.SubProcessors.Importing;
using PrivacyPlatform.SubProcessors.Linting;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary>A register in a file, looked at by the rules that the registry has, without asking it.</summary>
internal static class FileLint
{
    /// <param name="at">As if the file were imported then, into a registry that holds nothing else.</param>
    /// <param name="registerId">Only this one's findings; "": all.</param>
    public static (LintResponse Findings, IReadOnlyList<RowError> Errors) Of(string text, bool isCsv, string registerId, DateTimeOffset at)
    {
        var (rows, unreadable) = isCsv ? CsvRows.Read(text) : SeedRows.Read(text);
        var plan = new Import(at, AsExisting: true).Plan(rows, Registry.Empty(Law()));
        var findings = Linter.Lint(plan.After, DateOnly.FromDateTime(at.UtcDateTime)).Where(finding => registerId.Length == 0 || finding.RegisterId == registerId);
        return (
            new LintResponse { Findings = { findings.Select(Told) } },
            [.. unreadable.Concat(plan.Errors).OrderBy(error => error.Row).Select(error => new RowError { Row = error.Row, Field = error.Field ?? "", Code = error.Code, Message = error.Message })]);
    }

    private static SubProcessors.V1.Finding Told(SubProcessors.Linting.Finding finding) => new()
    {
        Rule = finding.Rule,
        Severity = (SubProcessors.V1.Severity)finding.Severity,
        RegisterId = finding.RegisterId ?? "",
        EngagementId = finding.EngagementId ?? "",
        Order = finding.Order ?? 0,
        VendorId = finding.VendorId,
        Why = finding.Why,
        Related = finding.Related ?? "",
    };

    private static TransferLaw Law()
    {
        using var file = typeof(FileLint).Assembly.GetManifestResourceStream("transfers.json") ?? throw new InvalidOperationException("transfers.json is not in the assembly.");
        using var text = new StreamReader(file);
        return TransferLawJson.Read(text.ReadToEnd());
    }
}
