using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Importing;

/// <summary>A row's words in the domain's, and back.</summary>
internal static class ImportedTerms
{
    private static readonly (string Word, string Mechanism)[] Mechanisms =
        [("standard_contractual_clauses", TransferLaw.UntoldClauses), ("binding_corporate_rules", "bcr")];

    private static readonly (string Word, ProcessingRole Role)[] Roles =
        [("processor", ProcessingRole.Processor), ("independent_controller", ProcessingRole.Controller)];

    /// <summary>What is wrong with the words; null: <paramref name="terms"/> is what they say.</summary>
    public static Refusal? Read(ImportRow row, TransferLaw law, out EngagementTerms terms)
    {
        var places = row.Locations.Select(law.PlaceNamed).ToList();
        terms = new EngagementTerms(
            ImportRow.Told(row.Contact),
            places.Count == 0
                ? [new(Place.Unknown, LocationUse.Unknown)]
                : [.. places.OfType<Place>().Distinct().Select(place => new Location(place, LocationUse.Unknown))],
            PurposesOf(row) ?? [],
            [.. row.DataCategories.Distinct(StringComparer.Ordinal)],
            AlsoCollected: [],
            ImportRow.Told(row.TransferMechanism) is { } word ? Mechanisms.FirstOrDefault(known => known.Word == word).Mechanism ?? word : null,
            ImportRow.Told(row.InfoUrl),
            row.Order);
        return places.Contains(null) ? ImportRefusals.PlaceUnknown
            : PurposesOf(row) is null ? ImportRefusals.RoleMalformed
            : null;
    }

    /// <summary>Null: a role is none.</summary>
    public static IReadOnlyList<PurposeRole>? PurposesOf(ImportRow row)
    {
        var roles = row.Roles.Select(word => Roles.FirstOrDefault(known => known.Word == word).Role).ToList();
        if (roles.Count == 0 || !roles.TrueForAll(Enum.IsDefined))
        {
            return null;
        }

        var purpose = ImportRow.Told(row.Purpose) ?? "";
        var purposes = purpose.Split("; ");
        return roles.Count == 1 ? [new(purpose, roles[0])]
            : purposes.Length == roles.Count ? [.. purposes.Zip(roles, (text, role) => new PurposeRole(text, role))]
            : [.. roles.Select(role => new PurposeRole(purpose, role))];
    }

    public static ImportRow RowOf(int number, string register, bool listed, int? order, string? name, bool inferred, EngagementTerms terms, TransferLaw law, string? engagement) => new(
        number,
        register,
        listed,
        order,
        name,
        inferred,
        terms.Contact,
        [.. terms.Locations.Where(location => location.Place.Kind != PlaceKind.Unknown).Select(location => law.NameOf(location.Place)).Distinct(StringComparer.Ordinal)],
        string.Join("; ", terms.Purposes.Select(purpose => purpose.Purpose).Distinct(StringComparer.Ordinal)),
        terms.DataCategories,
        [.. terms.ToRoles().Select(role => Roles.First(known => known.Role == role).Word)],
        terms.Mechanism is { } id ? Mechanisms.FirstOrDefault(known => known.Mechanism == id).Word ?? id : null,
        terms.InformationUrl,
        engagement);
}
