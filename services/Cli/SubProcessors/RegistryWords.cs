using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli;

/// <summary>The registry's values in words. What nobody told is said to be unknown, and is never an empty cell.</summary>
internal static class RegistryWords
{
    public static string Of(AsOf? asOf) => Words.Point(asOf?.OccurredAt, asOf?.RecordedAt);

    /// <summary>Whether a command recorded something.</summary>
    public static string Of(CommandResult? result) => result?.Recorded == true ? "recorded" : "it was so already";

    public static string Of(Place place) => place.Kind switch
    {
        PlaceKind.Country or PlaceKind.Bloc => place.Code,
        PlaceKind.Anywhere => "anywhere",
        _ => "unknown",
    };

    public static string Places(IEnumerable<Location> locations) =>
        OrUnknown(locations.Select(location => location.Use == LocationUse.Unknown || location.Use == LocationUse.Unspecified
            ? Of(location.Place)
            : $"{Of(location.Place)} ({Words.Of(location.Use)})"));

    /// <summary>A name that does not stand in the source is marked.</summary>
    public static string Vendor(Engagement engagement) => engagement switch
    {
        { VendorName: "" } => "(no name)",
        { VendorNameIsInferred: true } => engagement.VendorName + " (inferred)",
        _ => engagement.VendorName,
    };

    public static string Roles(IEnumerable<PurposeRole> purposes) => string.Join(", ", purposes.Select(purpose => Words.Of(purpose.Role)).Distinct());

    public static string Of(Standing? standing)
    {
        if (standing is null)
        {
            return "-";
        }

        var kind = Words.Of(standing.Kind);
        var next = standing.NextFrom is null ? "" : $", terms {standing.NextTermsNumber} from {Moment.Day(standing.NextFrom)}";
        return standing.Since is null ? kind + next : $"{kind} since {Moment.Day(standing.Since)}{next}";
    }

    public static string OrUnknown(string value) => value.Length == 0 ? "unknown" : value;

    public static string OrUnknown(IEnumerable<string> values) => OrUnknown(string.Join(", ", values));

    public static string OrNone(string value) => value.Length == 0 ? "-" : value;

    public static string OrNone(IEnumerable<string> values) => OrNone(string.Join(", ", values));

    /// <summary>The row's place on the page.</summary>
    public static string Order(int order) => order == 0 ? "-" : order.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
