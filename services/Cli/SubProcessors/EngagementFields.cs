using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary>An engagement's fields by the names that the contract has for them, in words.</summary>
internal static class EngagementFields
{
    public static IReadOnlyList<string> OfTerms { get; } =
    [
        "terms.purposes", "terms.locations", "terms.transfer_mechanism", "terms.data_categories", "terms.also_collected", "terms.contact", "terms.information_url", "terms.order",
    ];

    /// <summary>"terms.data_categories" is "data categories".</summary>
    public static string Title(string field) => field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');

    /// <summary>A field that this version does not know is shown as changed, without its value.</summary>
    public static string Value(Engagement engagement, string field) => field switch
    {
        "register_id" => engagement.RegisterId,
        "vendor_id" => engagement.VendorId,
        "vendor_name" or "vendor_name_is_inferred" => RegistryWords.Vendor(engagement),
        "standing" => RegistryWords.Of(engagement.Standing),
        "emergency" => engagement.Emergency is { } emergency ? $"in place of {emergency.Replaces}" : "-",
        "terms.purposes" => string.Join("; ", engagement.Terms.Purposes.Select(purpose => $"{purpose.Purpose} ({Words.Of(purpose.Role)})")),
        "terms.locations" => RegistryWords.Places(engagement.Terms.Locations),
        "terms.transfer_mechanism" => RegistryWords.OrNone(engagement.Terms.TransferMechanism),
        "terms.data_categories" => RegistryWords.OrUnknown(engagement.Terms.DataCategories),
        "terms.also_collected" => RegistryWords.OrNone(engagement.Terms.AlsoCollected),
        "terms.contact" => RegistryWords.OrUnknown(engagement.Terms.Contact),
        "terms.information_url" => RegistryWords.OrUnknown(engagement.Terms.InformationUrl),
        "terms.order" => RegistryWords.Order(engagement.Terms.Order),
        _ => "(see --json)",
    };
}
