using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Importing;

/// <summary>A registry in the form of the files that are imported. Importing it again changes nothing.</summary>
public static class Export
{
    /// <summary>What is not over, register by register, and then what is mentioned and not listed.</summary>
    /// <param name="registerId">Only this one; null: all.</param>
    public static IReadOnlyList<ImportRow> Of(Registry registry, string? registerId = null)
    {
        var listed = registry.Rows
            .Where(row => registerId is null || row.Engagement.RegisterId == registerId)
            .Select(row => ImportedTerms.RowOf(
                0, row.Engagement.RegisterId, listed: true, row.Terms.Order, row.Vendor.Name, row.Vendor.NameIsInferred, row.Terms, registry.Law, row.EngagementId));
        var mentioned =
            from vendor in registry.Vendors.Values
            from mention in vendor.Observations
            where registerId is null || mention.Key == registerId
            select ImportedTerms.RowOf(
                0,
                mention.Key,
                listed: false,
                order: null,
                vendor.Name,
                vendor.NameIsInferred,
                new EngagementTerms(null, [], mention.Value.Purposes, mention.Value.DataCategories, [], null, null, null),
                registry.Law,
                engagement: null);
        return [.. listed.Concat(mentioned).Select((row, index) => row with { Number = index + 1 })];
    }
}
