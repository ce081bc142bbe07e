using PrivacyPlatform.SubProcessors.Importing;

namespace PrivacyPlatform.Benchmarks.SubProcessors;

internal static class RowsOfAFile
{
    /// <param name="inEach">Rows of one register.</param>
    public static IReadOnlyList<ImportRow> Make(int count, int inEach) => [.. Enumerable.Range(0, count).Select(number => new ImportRow(
        number + 1,
        $"register-{number / inEach}",
        Listed: true,
        (number % inEach) + 1,
        $"Vendor {number}",
        NameIsInferred: false,
        $"privacy@vendor{number}.example",
        ["USA", "Germany"],
        $"Purpose {number % 40} of the service",
        ["name", "email", "billing_address"],
        ["processor"],
        "standard_contractual_clauses",
        $"https://vendor{number}.example/privacy"))];
}
