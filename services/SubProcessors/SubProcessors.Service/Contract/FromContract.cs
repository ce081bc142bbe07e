using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Service.Contract;

/// <summary>The contract's words in the domain's. What is absent there is null here; what is malformed stays so and is refused by the rules.</summary>
internal static class FromContract
{
    /// <summary>An empty string is an absent one.</summary>
    public static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    public static EngagementTerms Terms(V1.EngagementTerms? terms) => terms is null
        ? new(null, [], [], [], [], null, null, null)
        : new(
            Text(terms.Contact),
            [.. terms.Locations.Select(location => new Location(Place(location.Place), (LocationUse)location.Use))],
            Purposes(terms.Purposes),
            [.. terms.DataCategories],
            [.. terms.AlsoCollected],
            Text(terms.TransferMechanism),
            Text(terms.InformationUrl),
            terms.Order == 0 ? null : terms.Order);

    public static IReadOnlyList<PurposeRole> Purposes(IEnumerable<V1.PurposeRole> purposes) =>
        [.. purposes.Select(purpose => new PurposeRole(purpose.Purpose, (ProcessingRole)purpose.Role))];

    public static Place Place(V1.Place? place) => new((PlaceKind)(place?.Kind ?? V1.PlaceKind.Unspecified), Text(place?.Code));

    public static NestedSubProcessor Nested(V1.NestedSubProcessor nested) => new(nested.VendorId, Text(nested.Purpose), [.. nested.Places.Select(Place)]);
}
