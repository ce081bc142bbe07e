namespace PrivacyPlatform.SubProcessors.Linting;

/// <summary>One vendor that does the same in two rows, in places that disagree.</summary>
internal static class LocationsRule
{
    public const string Disagree = "location.disagrees";

    public static IEnumerable<Finding> Check(Registry registry, DateOnly day) =>
        from rows in registry.Rows.GroupBy(row => row.Vendor.VendorId, StringComparer.Ordinal)
        from row in rows
        from other in rows
        where row != other && DoTheSame(row, other) && !PlacesOf(row).SetEquals(PlacesOf(other))
        select Finding.Of(row, Disagree, Severity.Warning, "The same vendor does the same in another row, and the places differ.", other.EngagementId);

    private static bool DoTheSame(Row row, Row other) =>
        row.Terms.Purposes.Any(purpose => other.Terms.Purposes.Any(theirs => string.Equals(purpose.Purpose, theirs.Purpose, StringComparison.OrdinalIgnoreCase)));

    private static HashSet<string> PlacesOf(Row row) =>
        [.. row.Terms.Locations.Select(location => $"{location.Place.Kind} {location.Place.Code}")];
}
