namespace PrivacyPlatform.SubProcessors.Linting;

/// <summary>A row whose purpose and data are word for word another vendor's: a row that was copied and not finished.</summary>
internal static class PurposesRule
{
    public const string Repeated = "purpose.repeated";

    public static IEnumerable<Finding> Check(Registry registry, DateOnly day) =>
        from rows in registry.Rows.Where(row => row.Vendor.Name is not null).GroupBy(row => row.Engagement.RegisterId, StringComparer.Ordinal)
        from pair in rows.Index()
        let first = rows.Take(pair.Index).FirstOrDefault(other => other.Vendor.VendorId != pair.Item.Vendor.VendorId && SayTheSame(pair.Item, other))
        where first is not null
        select Finding.Of(pair.Item, Repeated, Severity.Warning, "Purpose and data are word for word those of another vendor's row.", first.EngagementId);

    private static bool SayTheSame(Row row, Row other) =>
        row.Terms.DataCategories.Count > 0
        && row.Terms.Purposes.SequenceEqual(other.Terms.Purposes)
        && row.Terms.DataCategories.ToHashSet(StringComparer.Ordinal).SetEquals(other.Terms.DataCategories);
}
