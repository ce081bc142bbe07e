namespace PrivacyPlatform.SubProcessors.Importing;

/// <summary>A row of a file as it stands there, unchecked: the seeds' form. What is null or empty is not told.</summary>
/// <param name="Number">Its place in the file, from 1: what an error names.</param>
/// <param name="Register">The register that lists it; where it is not listed, the text that mentions it.</param>
/// <param name="Listed">False: a text mentions the vendor, and no register lists it.</param>
/// <param name="Order">Its place on the page.</param>
/// <param name="NameIsInferred">The name does not stand in the source.</param>
/// <param name="Locations">Names or codes of countries and blocs; none: not known.</param>
/// <param name="Purpose">Several are parted by ";".</param>
/// <param name="Roles"><c>processor</c>, <c>independent_controller</c>. As many as there are purposes: they go together in order. Otherwise each role has each purpose.</param>
/// <param name="TransferMechanism"><c>standard_contractual_clauses</c>, <c>binding_corporate_rules</c>, or a mechanism's id.</param>
/// <param name="Engagement">An id of its own; null: made of register and vendor.</param>
public sealed record ImportRow(
    int Number,
    string? Register,
    bool Listed,
    int? Order,
    string? Name,
    bool NameIsInferred,
    string? Contact,
    IReadOnlyList<string> Locations,
    string? Purpose,
    IReadOnlyList<string> DataCategories,
    IReadOnlyList<string> Roles,
    string? TransferMechanism,
    string? InfoUrl,
    string? Engagement = null)
{
    /// <summary>What a cell says; null: it is empty, nothing is told.</summary>
    public static string? Told(string? cell) => string.IsNullOrWhiteSpace(cell) ? null : cell.Trim();
}
