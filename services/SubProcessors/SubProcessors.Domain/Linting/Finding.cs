namespace PrivacyPlatform.SubProcessors.Linting;

public enum Severity
{
    /// <summary>Somebody should look.</summary>
    Warning = 1,

    /// <summary>A duty is not met, or cannot be shown to be.</summary>
    Error = 2,
}

/// <summary>Something in a register that somebody should look at.</summary>
/// <param name="Rule">A stable code, part of the API: <c>contact.missing</c>.</param>
/// <param name="RegisterId">Null: no single register's.</param>
/// <param name="EngagementId">Null: no row's.</param>
/// <param name="Order">The row's place on the page; null: it has none.</param>
/// <param name="VendorId">The vendor concerned.</param>
/// <param name="Why">One sentence for people.</param>
/// <param name="Related">The other engagement or vendor that the finding is about; null: none.</param>
public sealed record Finding(
    string Rule, Severity Severity, string? RegisterId, string? EngagementId, int? Order, string VendorId, string Why, string? Related = null)
{
    internal static Finding Of(Row row, string rule, Severity severity, string why, string? related = null) =>
        new(rule, severity, row.Engagement.RegisterId, row.EngagementId, row.Terms.Order, row.Vendor.VendorId, why, related);
}
