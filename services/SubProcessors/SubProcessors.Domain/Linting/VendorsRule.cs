namespace PrivacyPlatform.SubProcessors.Linting;

/// <summary>Vendors that a text mentions and no register lists, and nested ones that nobody described.</summary>
internal static class VendorsRule
{
    public const string NotListed = "vendor.not_listed";
    public const string NestedUnknown = "vendor.nested_unknown";

    public static IEnumerable<Finding> Check(Registry registry, DateOnly day)
    {
        var listed = registry.Rows.Select(row => row.Vendor.VendorId).ToHashSet(StringComparer.Ordinal);
        var notListed =
            from vendor in registry.Vendors.Values
            where !listed.Contains(vendor.VendorId)
            from mention in vendor.Observations.Keys
            select new Finding(
                NotListed,
                Severity.Error,
                registry.Registers.ContainsKey(mention) ? mention : null,
                EngagementId: null,
                Order: null,
                vendor.VendorId,
                "A text mentions the vendor as receiving data, and no register lists it.",
                mention);
        var nested =
            from row in registry.Rows
            from sub in row.Vendor.SubProcessors
            where registry.Vendors.GetValueOrDefault(sub.VendorId)?.Name is null
            select Finding.Of(row, NestedUnknown, Severity.Warning, "It uses a sub-processor of its own of which not even the name is known.", sub.VendorId);
        return notListed.Concat(nested);
    }
}
